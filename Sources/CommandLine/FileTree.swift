import Glibc

/// Whole directories: what is in them, when they changed, and their removal. Symbolic links are never followed.
public enum FileTree {
    /// The names in a directory, without `.` and `..`, sorted.
    public static func names(in path: String) throws(FileError) -> [String] {
        guard let directory = opendir(path) else { throw FileError("open", path) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes `path` with all that is in it; what cannot be removed stays.
    public static func remove(_ path: String) {
        if isDirectory(path) {
            for name in (try? names(in: path)) ?? [] { remove("\(path)/\(name)") }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    /// When `path` was last written, in milliseconds since 1970; nil when it is not there.
    public static func changed(_ path: String) -> Int64? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
    }

    /// When the newest file directly in `path` was last written.
    public static func newestChange(in path: String) -> Int64? {
        ((try? names(in: path)) ?? []).compactMap { changed("\(path)/\($0)") }.max()
    }

    /// Whether `path` is there and belongs to this user.
    public static func isOwn(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_uid == geteuid()
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
