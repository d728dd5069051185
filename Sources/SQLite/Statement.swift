import CSQLite

/// A prepared statement that its connection keeps for the next use of the same SQL text.
public final class Statement {
    public let sql: String
    let handle: OpaquePointer
    /// Between `bind` and `reset`: a nested use of the same SQL must get a statement of its own.
    var isRunning = false
    var lastUse: UInt64 = 0
    private let database: OpaquePointer
    private var columnIndexes: [String: Int32] = [:]

    init(_ sql: String, database: OpaquePointer, persistent: Bool) throws(SQLiteError) {
        var handle: OpaquePointer?
        var sql = sql
        let flags = UInt32(persistent ? SQLITE_PREPARE_PERSISTENT : 0)
        var hasMore = false
        let result = sql.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { text in
                var tail: UnsafePointer<CChar>?
                let result = sqlite3_prepare_v3(
                    database, text.baseAddress, Int32(clamping: text.count), flags, &handle, &tail)
                if let tail, let start = text.baseAddress {
                    hasMore = text[(tail - start)...].contains { $0 > 32 && $0 != 59 }
                }
                return result
            }
        }
        if let error = SQLiteError(result: result, handle: database, sql: sql) { throw error }
        guard let handle else { throw .misuse("the text holds no statement", sql: sql) }
        guard !hasMore else {
            sqlite3_finalize(handle)
            throw .misuse("the text holds more than one statement", sql: sql)
        }
        self.sql = sql
        self.handle = handle
        self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    func bind(_ values: [(any Bindable)?]) throws(SQLiteError) {
        let expected = Int(sqlite3_bind_parameter_count(handle))
        guard values.count == expected else {
            throw .misuse("the statement takes \(expected) values, \(values.count) given", sql: sql)
        }
        for (offset, value) in values.enumerated() {
            let result = bind(value?.sqlValue ?? .null, at: Int32(offset) + 1)
            if let error = SQLiteError(result: result, handle: database, sql: sql) { throw error }
        }
    }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, index)
        case .integer(let number): return sqlite3_bind_int64(handle, index, number)
        case .text(var text):
            return text.withUTF8 { utf8 in
                guard let size = Int32(exactly: utf8.count) else { return SQLITE_TOOBIG }
                return utf8.withMemoryRebound(to: CChar.self) {
                    csqlite_bind_text_copy(handle, index, $0.baseAddress ?? emptyText, size)
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes { raw in
                guard let size = Int32(exactly: raw.count) else { return SQLITE_TOOBIG }
                // A zero-length blob needs an address: a null pointer would bind NULL.
                return size == 0
                    ? sqlite3_bind_zeroblob(handle, index, 0)
                    : csqlite_bind_blob_copy(handle, index, raw.baseAddress, size)
            }
        }
    }

    /// True while there is a row to read.
    func step() throws(SQLiteError) -> Bool {
        let result = sqlite3_step(handle)
        if result == SQLITE_ROW { return true }
        if let error = SQLiteError(result: result, handle: database, sql: sql) { throw error }
        return false
    }

    /// Forgets the row and the bound values, so that nothing of them is kept in memory.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        isRunning = false
    }

    func index(ofColumn name: String) throws(SQLiteError) -> Int32 {
        if columnIndexes.isEmpty {
            for index in 0..<sqlite3_column_count(handle) {
                guard let column = sqlite3_column_name(handle, index) else { continue }
                columnIndexes[String(cString: column)] = index
            }
        }
        guard let index = columnIndexes[name] else { throw .misuse("no column \(name)", sql: sql) }
        return index
    }
}

/// Never written to and never freed: an address for the empty string.
private nonisolated(unsafe) let emptyText: UnsafePointer<CChar> = {
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    text.initialize(to: 0)
    return UnsafePointer(text)
}()
