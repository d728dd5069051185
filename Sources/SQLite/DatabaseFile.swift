import CSQLite
import Glibc

/// Makes database files readable by their owner only.
enum DatabaseFile {
    /// Creates the file with mode 0600, or tightens the one that is there with its -wal and -shm.
    ///
    /// A file that is there is not opened: closing any descriptor of a file ends every POSIX lock the process has on
    /// it, those of its open connections too, and then another process may take the -wal away from under them.
    /// SQLite gives a new -wal and -shm the mode of the database file, so the process's umask need not change.
    static func secure(_ path: String) throws(SQLiteError) {
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) } else if errno != EEXIST { throw failure("open", path) }
        guard chmod(path, 0o600) == 0 else { throw failure("chmod", path) }
        for suffix in ["-wal", "-shm", "-journal"] where chmod(path + suffix, 0o600) != 0 && errno != ENOENT {
            throw failure("chmod", path + suffix)
        }
    }

    /// A path SQLite cannot take for a URI or for ":memory:".
    static func literal(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

    static func failure(_ what: String, _ path: String) -> SQLiteError {
        SQLiteError(code: .cannotOpen, message: "\(what) \(path): \(String(cString: strerror(errno)))")
    }

    /// Puts the file's bytes on the disk.
    static func synchronize(_ path: String, isDirectory: Bool = false) throws(SQLiteError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | (isDirectory ? O_DIRECTORY : 0))
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("fsync", path) }
    }
}
