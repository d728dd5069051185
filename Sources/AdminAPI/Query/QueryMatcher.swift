import JSON
import Roaming

/// Decides in memory whether a resource is meant by a query; the hub's lists use it, and the cache's SQL is tested
/// against it.
public struct QueryMatcher: Sendable {
    private let columns: Columns
    private let conditions: [QueryCondition]

    public init(_ query: Query, now: Timestamp) {
        columns = query.kind.columns
        conditions = query.conditions(now: now)
    }

    public func matches(_ resource: JSONObject) -> Bool {
        conditions.allSatisfy { holds($0.test, in: resource) != $0.isNegated }
    }

    private func holds(_ test: QueryCondition.Test, in resource: JSONObject) -> Bool {
        switch test {
        case .word(let word): columns.searchText(of: resource).holds(word)
        case .contains(let column, let values):
            Self.texts(column.value(in: resource)).contains { text in
                let text = text.lowercased()
                return values.contains { text.holds($0) }
            }
        case .equals(let column, let values): Self.texts(column.value(in: resource)).contains(where: values.contains)
        case .present(let column):
            switch column.value(in: resource) {
            case .missing: false
            case .list(let elements): !elements.isEmpty
            case .text, .number: true
            }
        case .within(let column, let range):
            if case .number(let value) = column.value(in: resource) { range.contains(value) } else { false }
        }
    }

    private static func texts(_ value: ColumnValue) -> [String] {
        switch value {
        case .text(let text): [text]
        case .list(let elements): elements
        case .missing, .number: []
        }
    }
}

extension Columns {
    /// What bare words look in: every text column, lower-case, a line each.
    public func searchText(of resource: JSONObject) -> String {
        searchText(all.map { $0.type.isText ? $0.value(in: resource) : .missing })
    }

    /// The same from values that have been read already, one for each of `all`.
    public func searchText(_ values: [ColumnValue]) -> String {
        var text = ""
        for (column, value) in zip(all, values) where column.type.isText {
            switch value {
            case .text(let value): text += value + "\n"
            case .list(let values): for value in values { text += value + "\n" }
            case .missing, .number: break
            }
        }
        return text.lowercased()
    }
}
