import Roaming

/// A filter as a person wrote it: every term must hold. One grammar for screen, command line and API.
///
/// Words match anything; `key:value` contains, in any case; `key=value` is exactly that; `kwh>30` and `age>10m`
/// compare; `flag:stuck,late` is either; `-dp:DE*EMP` is not; `since:2h`; quotes hold spaces; `key:any` and `key:none`
/// ask whether there is a value. No wildcards: `*` is itself. What is not understood is a problem, not an error: the
/// other terms apply.
public struct Query: Hashable, Sendable {
    public let kind: Kind
    public let text: String
    public let terms: [QueryTerm]
    public let problems: [QueryProblem]

    public init(_ text: String, kind: Kind) {
        var parser = QueryParser(kind: kind)
        for token in QueryLexer.tokens(of: text) { parser.read(token) }
        self.kind = kind
        self.text = text
        terms = parser.terms
        problems = parser.problems
    }

    /// Everything of the kind.
    public static func all(_ kind: Kind) -> Query { Query("", kind: kind) }

    /// Nothing is filtered out.
    public var isEmpty: Bool { terms.isEmpty }
}

/// One condition of a query.
public struct QueryTerm: Hashable, Sendable {
    public let isNegated: Bool
    public let predicate: QueryPredicate
    /// Where it stands in the text, in characters.
    public let range: Range<Int>
}

public enum QueryPredicate: Hashable, Sendable {
    /// Lower-case; anywhere in the resource's text columns.
    case word(String)
    /// Lower-case; any of them within the column's value.
    case contains(Column, [String])
    /// Any of them is the column's value, case included.
    case equals(Column, [String])
    /// There is a value.
    case present(Column)
    /// Ten-thousandths, for numbers and money.
    case number(Column, QueryComparison, Int64)
    case time(Column, QueryComparison, QueryMoment)
    /// Within the unit that was written: a day or a minute.
    case within(Column, QueryMoment, Duration)
    /// For columns of type age and left.
    case duration(Column, QueryComparison, Duration)
}

public enum QueryComparison: String, Hashable, Sendable {
    case less = "<"
    case atMost = "<="
    case equal = "="
    case atLeast = ">="
    case greater = ">"
}

/// A moment as written; `now` makes it a time.
public enum QueryMoment: Hashable, Sendable {
    case at(Timestamp)
    case ago(Duration)
    /// Time of the current UTC day.
    case today(Duration)

    public func resolved(now: Timestamp) -> Timestamp {
        switch self {
        case .at(let time): time
        case .ago(let duration): now - duration
        case .today(let sinceMidnight):
            Timestamp(milliseconds: now.milliseconds - now.milliseconds.modulo(86_400_000)) + sinceMidnight
        }
    }
}

/// Something in the text that was not understood; the term it is in does not filter.
public struct QueryProblem: Hashable, Sendable, CustomStringConvertible {
    /// In characters of the query's text.
    public let range: Range<Int>
    public let message: String

    public var description: String { "\(message), at \(range.lowerBound + 1)" }
}

extension Int64 {
    /// Never negative, unlike `%`.
    func modulo(_ divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
