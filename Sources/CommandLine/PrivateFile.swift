import Glibc

/// Files that only their owner may read: tokens, configuration, caches (mode 0600 in directories of 0700).
public enum PrivateFile {
    /// The most that `read` takes, in bytes, unless told otherwise.
    public static let defaultLimit = 4 << 20

    /// Whether something has this name (a dangling link counts).
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Replaces `path` as a whole: written under another name, synced, renamed; a reader sees the old bytes or the new.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError("create", temporary) }
        do throws(FileError) {
            try Descriptor.writeAll(bytes, to: descriptor, named: temporary)
            guard fsync(descriptor) == 0 else { throw FileError("sync", temporary) }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            let error = FileError("replace", path)
            unlink(temporary)
            throw error
        }
    }

    /// The bytes of `path`.
    ///
    /// - Throws: when it cannot be read, is no plain file, or is longer than `limit` bytes.
    public static func read(_ path: String, limit: Int = defaultLimit) throws(FileError) -> [UInt8] {
        try read(path, limit: limit, secret: false)
    }

    /// The first line of a file that holds a secret, without surrounding blanks.
    ///
    /// - Throws: also when somebody other than the owner may read or write the file.
    public static func readSecret(_ path: String) throws(FileError) -> String {
        let text = String(decoding: try read(path, limit: 64 << 10, secret: true), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let secret = line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        guard !secret.isEmpty else { throw FileError("use", path, because: "it holds no token") }
        return String(secret)
    }

    /// Makes `path` and what is missing above it, each 0700.
    public static func makeDirectory(_ path: String) throws(FileError) {
        var partial = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            partial += "/\(part)"
            if mkdir(partial, 0o700) != 0, errno != EEXIST { throw FileError("make directory", partial) }
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError("open", path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw FileError("use", path, because: "it is not a directory")
        }
    }

    private static func read(_ path: String, limit: Int, secret: Bool) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError("open", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError("examine", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileError("read", path, because: "it is not a plain file")
        }
        guard !secret || status.st_mode & 0o077 == 0 else {
            throw FileError("use", path, because: "others may read it; run: chmod 600 \(path)")
        }
        guard Int(status.st_size) <= limit else {
            throw FileError("read", path, because: "it is longer than \(limit) bytes")
        }
        return try Descriptor.readAll(from: descriptor, limit: limit, named: path)
    }
}
