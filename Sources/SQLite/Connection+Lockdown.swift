import CSQLite

extension Connection {
    /// From here on this connection refuses to prepare whatever changes the schema, attaches files or sets a pragma,
    /// so that no statement of the program can drop a trigger or switch one off. Checked at prepare, free at run.
    public func lockSchema() {
        sqlite3_set_authorizer(handle, refuseSchemaChanges, nil)
    }
}

/// Runs inside `sqlite3_prepare` (sqlite.org/c3ref/set_authorizer.html).
private func refuseSchemaChanges(
    _ context: UnsafeMutableRawPointer?, _ action: Int32, _ first: UnsafePointer<CChar>?,
    _ second: UnsafePointer<CChar>?, _ database: UnsafePointer<CChar>?, _ trigger: UnsafePointer<CChar>?
) -> Int32 {
    switch action {
    case SQLITE_READ, SQLITE_SELECT, SQLITE_FUNCTION, SQLITE_RECURSIVE, SQLITE_TRANSACTION, SQLITE_SAVEPOINT:
        return SQLITE_OK
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE:
        let table = first.map { String(cString: $0) } ?? ""
        return table.hasPrefix("sqlite_") && trigger == nil ? SQLITE_DENY : SQLITE_OK
    case SQLITE_PRAGMA:
        // With a value it sets; a few with a value only ask or tidy.
        let name = first.map { String(cString: $0) } ?? ""
        let harmless = ["wal_checkpoint", "integrity_check", "quick_check", "foreign_key_check", "optimize"]
        return second == nil || harmless.contains(name) ? SQLITE_OK : SQLITE_DENY
    default:
        return SQLITE_DENY
    }
}
