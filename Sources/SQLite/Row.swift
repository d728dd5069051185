import CSQLite

/// The row a statement stands on; valid only inside the closure it was handed to.
///
/// Columns by index (0-based) or by name. A column of another type than asked for, or NULL where the accessor is not
/// `optional…`, throws `.mismatch`: values are never converted on the way.
public struct Row {
    let statement: Statement

    public func int64(_ column: Int) throws(SQLiteError) -> Int64 {
        try check(column, SQLITE_INTEGER)
        return sqlite3_column_int64(statement.handle, Int32(column))
    }

    public func int(_ column: Int) throws(SQLiteError) -> Int { Int(try int64(column)) }

    /// Exactly 0 or 1.
    public func bool(_ column: Int) throws(SQLiteError) -> Bool {
        let value = try int64(column)
        guard value == 0 || value == 1 else { throw mismatch(column, "a boolean") }
        return value == 1
    }

    public func text(_ column: Int) throws(SQLiteError) -> String {
        try check(column, SQLITE_TEXT)
        let index = Int32(column)
        guard let start = sqlite3_column_text(statement.handle, index) else { return "" }
        let size = Int(sqlite3_column_bytes(statement.handle, index))
        return String(decoding: UnsafeBufferPointer(start: start, count: size), as: UTF8.self)
    }

    public func blob(_ column: Int) throws(SQLiteError) -> [UInt8] {
        try check(column, SQLITE_BLOB)
        let index = Int32(column)
        guard let start = sqlite3_column_blob(statement.handle, index) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement.handle, index))))
    }

    public func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement.handle, Int32(column)) == SQLITE_NULL
    }

    public func optionalInt64(_ column: Int) throws(SQLiteError) -> Int64? { isNull(column) ? nil : try int64(column) }
    public func optionalInt(_ column: Int) throws(SQLiteError) -> Int? { isNull(column) ? nil : try int(column) }
    public func optionalText(_ column: Int) throws(SQLiteError) -> String? { isNull(column) ? nil : try text(column) }
    public func optionalBlob(_ column: Int) throws(SQLiteError) -> [UInt8]? { isNull(column) ? nil : try blob(column) }

    private func check(_ column: Int, _ type: Int32) throws(SQLiteError) {
        // Out of range reads as NULL in SQLite, hence as a mismatch here.
        guard sqlite3_column_type(statement.handle, Int32(column)) == type else {
            let names = [SQLITE_INTEGER: "an integer", SQLITE_TEXT: "text", SQLITE_BLOB: "a blob"]
            throw mismatch(column, names[type] ?? "a value")
        }
    }

    private func mismatch(_ column: Int, _ expected: String) -> SQLiteError {
        let name = sqlite3_column_name(statement.handle, Int32(column)).map { String(cString: $0) } ?? "\(column)"
        return SQLiteError(code: .mismatch, message: "column \(name) is not \(expected)", sql: statement.sql)
    }
}

/// The same by column name: a little slower, and unmoved when a SELECT gets another column.
extension Row {
    public func int64(_ name: String) throws(SQLiteError) -> Int64 { try int64(index(name)) }
    public func int(_ name: String) throws(SQLiteError) -> Int { try int(index(name)) }
    public func bool(_ name: String) throws(SQLiteError) -> Bool { try bool(index(name)) }
    public func text(_ name: String) throws(SQLiteError) -> String { try text(index(name)) }
    public func blob(_ name: String) throws(SQLiteError) -> [UInt8] { try blob(index(name)) }
    public func isNull(_ name: String) throws(SQLiteError) -> Bool { isNull(try index(name)) }
    public func optionalInt64(_ name: String) throws(SQLiteError) -> Int64? { try optionalInt64(index(name)) }
    public func optionalInt(_ name: String) throws(SQLiteError) -> Int? { try optionalInt(index(name)) }
    public func optionalText(_ name: String) throws(SQLiteError) -> String? { try optionalText(index(name)) }
    public func optionalBlob(_ name: String) throws(SQLiteError) -> [UInt8]? { try optionalBlob(index(name)) }

    private func index(_ name: String) throws(SQLiteError) -> Int { Int(try statement.index(ofColumn: name)) }
}
