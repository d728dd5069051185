import AdminAPI
import Roaming
import SQLite

/// The SQL of one list: its filter and its order, from which every way of looking at it is made.
///
/// The order is (sort field, row number), both the same way, which one index serves in either direction. A `+` in
/// front of a filter field keeps SQLite from choosing that field's index and sorting thousands of rows: walking in
/// order stops after a screenful.
struct ListQuery {
    let table: String
    let filter: SQLFragment
    let field: String
    let isText: Bool
    let descending: Bool

    init(_ query: Query, sort: Sort?, now: Timestamp) {
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
        filter = QuerySQL.condition(query.conditions(now: now))
    }

    enum Direction { case forward, backward }

    /// Rows beyond `cursor` (all when nil), nearest first: `n, value, body`.
    func rows(_ direction: Direction, from cursor: ListCursor?, inclusive: Bool, limit: Int, offset: Int = 0)
        -> SQLFragment
    {
        let isDown = descending == (direction == .forward)
        var fragment = SQLFragment(
            sql: "SELECT t.n, t.\(field), b.body FROM \(table) t JOIN \(table)_body b ON b.n = t.n WHERE ")
        fragment = fragment + filter
        if let cursor { fragment = fragment + bound(cursor, isDown: isDown, inclusive: inclusive) }
        let order = isDown ? "DESC" : "ASC"
        fragment.sql += " ORDER BY t.\(field) \(order), t.n \(order) LIMIT ? OFFSET ?"
        fragment.values += [limit, offset]
        return fragment
    }

    /// How many rows come before `cursor`.
    func countBefore(_ cursor: ListCursor) -> SQLFragment {
        SQLFragment(sql: "SELECT count(*) FROM \(table) t WHERE ") + filter
            + bound(cursor, isDown: !descending, inclusive: false)
    }

    var count: SQLFragment { SQLFragment(sql: "SELECT count(*) FROM \(table) t WHERE ") + filter }

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
        return SQLFragment(sql: " AND (t.\(field), t.n) \(comparison) (?, ?)", values: [value, cursor.row])
    }
}
