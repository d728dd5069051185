import CSQLite

/// What SQLite refused, with the statement as written; bound values are never part of it.
public struct SQLiteError: Error, Hashable, Sendable {
    /// The extended code; `code.primary` is the plain one.
    public let code: ResultCode
    public let message: String
    /// The SQL text with its placeholders, empty when no statement was involved.
    public let sql: String

    public init(code: ResultCode, message: String, sql: String = "") {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// Reads code and message of the handle's last failure; nil when `result` is not an error.
    init?(result: Int32, handle: OpaquePointer?, sql: String = "") {
        guard result != SQLITE_OK, result != SQLITE_ROW, result != SQLITE_DONE else { return nil }
        let extended = handle.map { sqlite3_extended_errcode($0) } ?? result
        // An API misuse does not set the handle's error: then the result itself is what is known.
        let code = extended & 0xff == result & 0xff ? extended : result
        let message = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        self.init(code: ResultCode(rawValue: code), message: message ?? "", sql: sql)
    }

    /// A row with the same UNIQUE or PRIMARY KEY value is already there.
    public var isDuplicate: Bool { code == .constraintUnique || code == .constraintPrimaryKey }

    /// Any NOT NULL, CHECK, UNIQUE, foreign key or trigger refusal.
    public var isConstraint: Bool { code.primary == .constraint }

    static func misuse(_ message: String, sql: String = "") -> SQLiteError {
        SQLiteError(code: .misuse, message: message, sql: sql)
    }
}

extension SQLiteError: CustomStringConvertible {
    public var description: String {
        sql.isEmpty ? "\(message): \(code)" : "\(message): \(code) in «\(sql)»"
    }
}
