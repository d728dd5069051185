import Roaming
import SQLite

/// The domain's values as columns: moments in milliseconds, parties as "NL*FAS", energy in ten-thousandths.
extension Timestamp: Bindable {
    public var sqlValue: SQLValue { .integer(milliseconds) }
}

extension PartyID: Bindable {
    public var sqlValue: SQLValue { .text(description) }
}

extension Decimal4: Bindable {
    public var sqlValue: SQLValue { .integer(tenThousandths) }
}

extension Row {
    func timestamp(_ name: String) throws(SQLiteError) -> Timestamp { Timestamp(milliseconds: try int64(name)) }

    func optionalTimestamp(_ name: String) throws(SQLiteError) -> Timestamp? {
        try optionalInt64(name).map { Timestamp(milliseconds: $0) }
    }

    func party(_ name: String) throws(SQLiteError) -> PartyID {
        guard let party = PartyID(try text(name)) else { throw unreadable(name) }
        return party
    }

    func optionalParty(_ name: String) throws(SQLiteError) -> PartyID? {
        try isNull(name) ? nil : try party(name)
    }

    func decimal(_ name: String) throws(SQLiteError) -> Decimal4 { Decimal4(tenThousandths: try int64(name)) }

    /// One of the raw values the column's CHECK lists.
    func choice<T: RawRepresentable<String>>(_ name: String) throws(SQLiteError) -> T {
        guard let value = T(rawValue: try text(name)) else { throw unreadable(name) }
        return value
    }

    func optionalChoice<T: RawRepresentable<String>>(_ name: String) throws(SQLiteError) -> T? {
        try isNull(name) ? nil : try choice(name)
    }

    func words(_ name: String) throws(SQLiteError) -> [String] { WordList.read(try text(name)) }

    private func unreadable(_ name: String) -> SQLiteError {
        SQLiteError(code: .mismatch, message: "column \(name) holds no value of its kind")
    }
}

/// Code words in one column, separated by single spaces.
enum WordList {
    static func read(_ text: String) -> [String] { text.split(separator: " ").map { String($0) } }

    /// A space inside a word would make two of it, so it becomes an underscore.
    static func write(_ words: [String]) -> String {
        words.map { $0.contains(" ") ? String($0.map { $0 == " " ? "_" : $0 }) : $0 }.joined(separator: " ")
    }

    static func read(counts text: String) -> [String: Int] {
        let words = read(text)
        var counts: [String: Int] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) { counts[words[index]] = Int(words[index + 1]) ?? 0 }
        return counts
    }

    static func write(counts: [String: Int]) -> String {
        write(counts.sorted { $0.key < $1.key }.flatMap { [$0.key, String($0.value)] })
    }
}
