import CSQLite

/// SQLite's extended result codes, as far as this package decides by them (sqlite.org/rescode.html).
public struct ResultCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The low byte: `constraintUnique.primary == .constraint`.
    public var primary: ResultCode { ResultCode(rawValue: rawValue & 0xff) }

    public static let ok = ResultCode(rawValue: 0)
    public static let error = ResultCode(rawValue: 1)
    public static let busy = ResultCode(rawValue: 5)
    public static let interrupt = ResultCode(rawValue: 9)
    public static let inputOutput = ResultCode(rawValue: 10)
    public static let corrupt = ResultCode(rawValue: 11)
    public static let full = ResultCode(rawValue: 13)
    public static let cannotOpen = ResultCode(rawValue: 14)
    public static let tooBig = ResultCode(rawValue: 18)
    public static let constraint = ResultCode(rawValue: 19)
    public static let mismatch = ResultCode(rawValue: 20)
    public static let misuse = ResultCode(rawValue: 21)
    public static let authorization = ResultCode(rawValue: 23)
    public static let range = ResultCode(rawValue: 25)
    public static let notADatabase = ResultCode(rawValue: 26)
    public static let constraintCheck = ResultCode(rawValue: 275)
    public static let constraintForeignKey = ResultCode(rawValue: 787)
    public static let constraintNotNull = ResultCode(rawValue: 1299)
    public static let constraintPrimaryKey = ResultCode(rawValue: 1555)
    /// `RAISE(ABORT, …)` in a trigger.
    public static let constraintTrigger = ResultCode(rawValue: 1811)
    public static let constraintUnique = ResultCode(rawValue: 2067)
    /// A value of the wrong type for a STRICT table's column.
    public static let constraintDataType = ResultCode(rawValue: 3091)
}

extension ResultCode: CustomStringConvertible {
    /// "constraint failed (19/2067)": SQLite's own words for the code, which hold no data.
    public var description: String {
        let words = sqlite3_errstr(rawValue).map { String(cString: $0) } ?? "unknown"
        return primary == self ? "\(words) (\(rawValue))" : "\(words) (\(primary.rawValue)/\(rawValue))"
    }
}
