import CSQLite
import SQLite

/// SQLite's own interface and nothing around it: what a program can do at best.
final class BareSQLite {
    private var database: OpaquePointer?
    private var statements: [OpaquePointer?] = []

    struct Failure: Error {
        let message: String
    }

    init(_ path: String) throws {
        try check(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil))
        // The pragmas of the hub's writer.
        try execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON")
        try execute("PRAGMA recursive_triggers=ON; PRAGMA cache_size=-32768; PRAGMA journal_size_limit=67108864")
    }

    deinit {
        for statement in statements { sqlite3_finalize(statement) }
        sqlite3_close_v2(database)
    }

    func execute(_ sql: String) throws { try check(sqlite3_exec(database, sql, nil, nil, nil)) }

    /// The statement's number for `run`.
    func prepare(_ sql: String) throws -> Int {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
        statements.append(statement)
        return statements.count - 1
    }

    var lastInsertRowid: Int64 { sqlite3_last_insert_rowid(database) }

    func run(_ number: Int, _ values: [SQLValue]) throws {
        let statement = statements[number]
        for (index, value) in values.enumerated() {
            let place = Int32(index) + 1
            switch value {
            case .null: sqlite3_bind_null(statement, place)
            case .integer(let integer): sqlite3_bind_int64(statement, place, integer)
            case .text(var text):
                _ = text.withUTF8 { utf8 in
                    utf8.withMemoryRebound(to: CChar.self) {
                        csqlite_bind_text_copy(statement, place, $0.baseAddress, Int32($0.count))
                    }
                }
            case .blob(let bytes):
                _ = bytes.withUnsafeBytes { csqlite_bind_blob_copy(statement, place, $0.baseAddress, Int32($0.count)) }
            }
        }
        let result = sqlite3_step(statement)
        sqlite3_reset(statement)
        guard result == SQLITE_DONE || result == SQLITE_ROW else {
            try check(result)
            return
        }
    }

    private func check(_ result: Int32) throws {
        guard result == SQLITE_OK else { throw Failure(message: String(cString: sqlite3_errmsg(database))) }
    }
}
