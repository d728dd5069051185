import CSQLite
import Glibc

extension Connection {
    /// Copies one consistent snapshot into a new file (mode 0600), which appears under its name only when whole and
    /// on disk. Writers on other connections go on meanwhile (sqlite.org/backup.html).
    ///
    /// - Throws: when `target` already exists, or the disk refuses.
    public func backup(to target: String) throws(SQLiteError) {
        let target = DatabaseFile.literal(target)
        let partial = target + ".partial"
        guard access(target, F_OK) != 0 else {
            throw SQLiteError(code: .cannotOpen, message: "backup: \(target) is already there")
        }
        unlink(partial)
        do throws(SQLiteError) {
            try copy(to: partial)
            try DatabaseFile.synchronize(partial)
        } catch {
            unlink(partial)
            throw error
        }
        guard link(partial, target) == 0 else {
            let failure = DatabaseFile.failure("link", target)
            unlink(partial)
            throw failure
        }
        unlink(partial)
        let directory = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
        try DatabaseFile.synchronize(directory.isEmpty ? "/" : directory, isDirectory: true)
    }

    private func copy(to path: String) throws(SQLiteError) {
        try DatabaseFile.secure(path)
        var destination: OpaquePointer?
        defer { sqlite3_close_v2(destination) }
        let opened = sqlite3_open_v2(path, &destination, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        if let error = SQLiteError(result: opened, handle: destination) { throw error }
        guard let backup = sqlite3_backup_init(destination, "main", handle, "main") else {
            throw SQLiteError(result: sqlite3_errcode(destination), handle: destination)
                ?? .misuse("backup could not start")
        }
        let step = sqlite3_backup_step(backup, -1)
        let finish = sqlite3_backup_finish(backup)
        if let error = SQLiteError(result: finish, handle: destination) { throw error }
        guard step == SQLITE_DONE else {
            throw SQLiteError(code: ResultCode(rawValue: step), message: "backup did not finish")
        }
    }
}
