import Glibc
import SQLite

/// Where a cache lies, and how a file that cannot be used gets out of the way.
public enum CacheLocation {
    /// One file per hub and person, as each may see something else: `cache-<16 hex digits>.db` in `directory`.
    public static func path(in directory: String, hub: String, identity: String) -> String {
        // FNV-1a: only distinctness matters, the text is the user's own.
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in "\(hub)\n\(identity)".utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        let digits = String(hash, radix: 16)
        return "\(directory)/cache-\(String(repeating: "0", count: 16 - digits.count))\(digits).db"
    }

    static let companions = ["", "-wal", "-shm"]

    static func holdsSomething(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_size > 0
    }

    static func remove(_ path: String) throws {
        for suffix in companions where unlink(path + suffix) != 0 && errno != ENOENT {
            throw CacheFileError(action: "remove", path: path + suffix, code: errno)
        }
    }

    /// Renames the file to the first free of `path.broken-1`, `path.broken-2`…; of more than three the last is replaced.
    static func putAside(_ path: String) throws {
        let aside = (1...3).map { "\(path).broken-\($0)" }
        let target = aside.first { access($0, F_OK) != 0 } ?? aside[2]
        for suffix in companions where rename(path + suffix, target + suffix) != 0 && errno != ENOENT {
            throw CacheFileError(action: "rename", path: path + suffix, code: errno)
        }
    }
}

/// The directory does not let the cache be made.
public struct CacheFileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let action: String
    public let path: String
    public let code: Int32

    public var description: String { "\(action) \(path): \(String(cString: strerror(code)))" }
}
