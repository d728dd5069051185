import AdminAPI
import Roaming
import SQLite

/// The SQL of one list: its filter and its order, from which every way of looking at it is made.
///
/// The order is (sort field, row number), both the same way, which one index serves in either direction. There are two
/// ways through the table: in that order, passing over what is filtered out, which stops after a screenful; or, when a
/// condition is known to leave few rows, by that condition's index, sorting what it leaves.
struct ListQuery {
    let table: String
    let isText: Bool
    let descending: Bool
    private let conditions: [QueryCondition]
    private let field: String
    private let filter: SQLFragment
    /// The sort field, with a `+` when another index is to be used.
    private let order: String

    /// - Parameter driver: the condition to go by; nil to walk in order.
    init(_ query: Query, sort: Sort?, now: Timestamp, driver: Int? = nil) {
        let columns = query.kind.columns
        var sort = sort ?? columns.defaultSort
        if columns[sort.column]?.isSortable != true { sort = columns.defaultSort }
        guard let column = columns[sort.column] else { preconditionFailure("no column \(sort.column)") }
        let stored = StoredColumn(column)
        table = query.kind.rawValue
        field = stored.sortField
        isText = stored.isText
        // The youngest has the latest time.
        descending = sort.descending != (column.type == .age)
        conditions = query.conditions(now: now)
        filter = QuerySQL.condition(conditions, indexes: driver.map { .only($0) } ?? .none)
        order = driver == nil ? "t.\(field)" : "+t.\(field)"
    }

    /// For each condition with an index: does it leave more than `limit` rows? One number, counted from the index.
    func probes(limit: Int) -> [(condition: Int, count: SQLFragment)] {
        conditions.indices.filter { QuerySQL.hasIndex(conditions[$0]) }.map { index in
            let condition = QuerySQL.condition([conditions[index]], indexes: .any)
            let sql = "SELECT count(*) FROM (SELECT 1 FROM \(table) WHERE \(condition.sql) LIMIT ?)"
            return (index, SQLFragment(sql: sql, values: condition.values + [limit + 1]))
        }
    }

    enum Direction { case forward, backward }

    /// Rows beyond `cursor` (all when nil), nearest first: `n, value, body`.
    ///
    /// Bodies are joined to the rows that are left, so that those passed over are never read.
    func rows(_ direction: Direction, from cursor: ListCursor?, inclusive: Bool, limit: Int, offset: Int = 0)
        -> SQLFragment
    {
        let isDown = descending == (direction == .forward)
        var found = SQLFragment(sql: "SELECT t.n AS n, t.\(field) AS place FROM \(table) t WHERE ") + filter
        if let cursor { found = found + bound(cursor, isDown: isDown, inclusive: inclusive) }
        let way = isDown ? "DESC" : "ASC"
        found.sql += " ORDER BY \(order) \(way), t.n \(way) LIMIT ? OFFSET ?"
        found.values += [limit, offset]
        let bodies = "CROSS JOIN \(table)_body b ON b.n = f.n ORDER BY f.place \(way), f.n \(way)"
        return SQLFragment(sql: "SELECT f.n, f.place, b.body FROM (\(found.sql)) f \(bodies)", values: found.values)
    }

    /// How many rows come before `cursor`.
    func countBefore(_ cursor: ListCursor) -> SQLFragment {
        SQLFragment(sql: "SELECT count(*) FROM \(table) t WHERE ") + filter
            + bound(cursor, isDown: !descending, inclusive: false)
    }

    /// All rows of the list; the order does not matter, so any index may help.
    var count: SQLFragment {
        SQLFragment(sql: "SELECT count(*) FROM \(table) t WHERE ") + QuerySQL.condition(conditions, indexes: .any)
    }

    /// The place of one row, if it is in the list.
    func place(of id: String) -> SQLFragment {
        SQLFragment(sql: "SELECT t.n, t.\(field) FROM \(table) t WHERE t.id = ? AND ", values: [id]) + filter
    }

    func cursor(_ row: Row, number: Int = 0, value: Int = 1) throws -> ListCursor {
        let place: ListCursor.Value = isText ? .text(try row.text(value)) : .number(try row.int64(value))
        return ListCursor(value: place, row: try row.int64(number))
    }

    private func bound(_ cursor: ListCursor, isDown: Bool, inclusive: Bool) -> SQLFragment {
        let comparison = (isDown ? "<" : ">") + (inclusive ? "=" : "")
        let value: any Bindable =
            switch cursor.value {
            case .number(let number): number
            case .text(let text): text
            }
        return SQLFragment(sql: " AND (\(order), t.n) \(comparison) (?, ?)", values: [value, cursor.row])
    }
}
