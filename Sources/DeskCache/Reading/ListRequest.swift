import AdminAPI

/// A screenful of a list: which rows, in which order, and where to begin.
public struct ListRequest: Hashable, Sendable {
    public var query: Query
    /// Nil, or a column that cannot be sorted by: the kind's own order.
    public var sort: Sort?
    public var anchor: ListAnchor
    public var limit: Int

    public init(query: Query, sort: Sort? = nil, anchor: ListAnchor = .start, limit: Int) {
        self.query = query
        self.sort = sort
        self.anchor = anchor
        self.limit = limit
    }
}

public enum ListAnchor: Hashable, Sendable {
    case start
    case end
    case after(ListCursor)
    case before(ListCursor)
    /// The row with this id about a third down; when it is gone or filtered out, the rows around that index.
    case around(id: String, index: Int? = nil)
}

/// A row's place in one order; it stays valid when rows around it change or its own row goes.
public struct ListCursor: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        case number(Int64)
        case text(String)
    }

    let value: Value
    let row: Int64
}

/// Rows in the order asked for.
public struct ListWindow: Hashable, Sendable {
    public var rows: [ListRow]
    /// How many rows are before the first one, where that is known without counting.
    public var firstIndex: Int?
    public var hasBefore: Bool
    public var hasAfter: Bool
}

public struct ListRow: Hashable, Sendable {
    public let resource: AnyResource
    public let cursor: ListCursor
}
