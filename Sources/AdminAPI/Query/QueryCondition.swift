import Roaming

/// A term at a given time, in the few forms that a cache or a matcher has to know.
public struct QueryCondition: Hashable, Sendable {
    public enum Test: Hashable, Sendable {
        /// Lower-case; anywhere in the resource's text.
        case word(String)
        /// Lower-case; any of them.
        case contains(Column, [String])
        /// Any of them; for a list column, any of its elements.
        case equals(Column, [String])
        case present(Column)
        /// Inclusive, in the column's units; a missing value is never within.
        case within(Column, ClosedRange<Int64>)
    }

    public let isNegated: Bool
    public let test: Test
}

extension Query {
    /// What has to hold, all of it, when the clock says `now`.
    public func conditions(now: Timestamp) -> [QueryCondition] {
        terms.map { QueryCondition(isNegated: $0.isNegated, test: $0.predicate.test(now: now)) }
    }
}

extension QueryPredicate {
    func test(now: Timestamp) -> QueryCondition.Test {
        switch self {
        case .word(let word): .word(word)
        case .contains(let column, let values): .contains(column, values)
        case .equals(let column, let values): .equals(column, values)
        case .present(let column): .present(column)
        case .number(let column, let comparison, let value): .within(column, comparison.range(value))
        case .time(let column, let comparison, let moment):
            .within(column, comparison.range(moment.resolved(now: now).milliseconds))
        case .within(let column, let moment, let width):
            Self.span(column, from: moment.resolved(now: now), width)
        case .duration(let column, let comparison, let duration):
            // Older than is earlier than; more time left than is later than.
            column.type == .age
                ? .within(column, comparison.mirrored.range((now - duration).milliseconds))
                : .within(column, comparison.range((now + duration).milliseconds))
        }
    }

    private static func span(_ column: Column, from start: Timestamp, _ width: Duration) -> QueryCondition.Test {
        .within(column, start.milliseconds...((start + width).milliseconds - 1))
    }
}

extension QueryComparison {
    var mirrored: QueryComparison {
        switch self {
        case .less: .greater
        case .atMost: .atLeast
        case .equal: .equal
        case .atLeast: .atMost
        case .greater: .less
        }
    }

    /// The smallest Int64 stands for a missing value and is never in a range.
    func range(_ value: Int64) -> ClosedRange<Int64> {
        let least = Int64.min + 1
        let value = max(value, least)
        return switch self {
        case .less: least...max(value - 1, least)
        case .atMost: least...value
        case .equal: value...value
        case .atLeast: value...Int64.max
        case .greater: min(value, Int64.max - 1) + 1...Int64.max
        }
    }
}
