import Glibc
import SQLite
import Testing

/// Locks on database files are the process's, and one careless close() ends all of them.
@Suite struct FileLockTests {
    /// Whether somebody holds a lock on the file, as another process would see it.
    private func isLocked(_ path: String) -> Bool {
        let file = open(path, O_RDWR | O_CLOEXEC)
        defer { close(file) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        // F_OFD_GETLK, which counts the asking process's own locks as others'; the macro is not imported.
        guard file >= 0, fcntl(file, 36, &lock) == 0 else { return false }
        return lock.l_type != Int16(F_UNLCK)
    }

    @Test func `opening a second connection leaves the first one's locks alone`() throws {
        let folder = try TemporaryFolder()
        let first = try folder.connection()
        try first.run("CREATE TABLE t (x INTEGER)")
        do {
            let second = try folder.connection()
            try second.run("INSERT INTO t VALUES (1)")
        }
        #expect(isLocked(folder.file()))
        try first.run("INSERT INTO t VALUES (2)")
    }
}
