import AdminAPI
import Roaming
import SQLite

/// A piece of SQL with the values for its marks; text of people only ever becomes a value.
struct SQLFragment {
    var sql: String
    var values: [(any Bindable)?] = []

    static func + (left: SQLFragment, right: SQLFragment) -> SQLFragment {
        SQLFragment(sql: left.sql + right.sql, values: left.values + right.values)
    }
}

/// A query's conditions as a WHERE clause.
///
/// A `+` in front of a field keeps SQLite from using that field's index (sqlite.org/optoverview.html#uplus).
enum QuerySQL {
    enum Indexes: Equatable {
        /// SQLite may take the index of any condition.
        case any
        /// Of this condition only.
        case only(Int)
        /// Of none: the order decides how the table is walked.
        case none
    }

    /// `1` when nothing is filtered.
    static func condition(_ conditions: [QueryCondition], indexes: Indexes) -> SQLFragment {
        guard !conditions.isEmpty else { return SQLFragment(sql: "1") }
        var whole = SQLFragment(sql: "")
        for (index, condition) in conditions.enumerated() {
            let test = test(condition.test, plus: indexes == .any || indexes == .only(index) ? "" : "+")
            whole.sql += (index > 0 ? " AND " : "") + (condition.isNegated ? "NOT (" : "(") + test.sql + ")"
            whole.values += test.values
        }
        return whole
    }

    /// Whether an index can find the rows of a condition without looking at the others.
    static func hasIndex(_ condition: QueryCondition) -> Bool {
        guard !condition.isNegated else { return false }
        switch condition.test {
        case .equals(let column, _): return column.type == .code && column.isSortable
        case .present(let column): return column.isSortable && column.type.isText
        case .within(let column, _): return column.isSortable
        case .word, .contains: return false
        }
    }

    private static func test(_ test: QueryCondition.Test, plus: String) -> SQLFragment {
        switch test {
        case .word(let word): return SQLFragment(sql: "instr(search, ?) > 0", values: [word])
        case .contains(let column, let values):
            let field = StoredColumn(column)
            guard field.isText else { return SQLFragment(sql: "0") }
            let text = field.folded ?? "lower(\(field.name))"
            return either(values) { SQLFragment(sql: "instr(\(text), ?) > 0", values: [$0]) }
        case .equals(let column, let values):
            let field = StoredColumn(column)
            guard field.isText else { return SQLFragment(sql: "0") }
            guard column.type == .list else {
                let marks = values.map { _ in "?" }.joined(separator: ", ")
                return SQLFragment(sql: "\(plus)\(field.name) IN (\(marks))", values: values)
            }
            return either(values) { SQLFragment(sql: "instr(\(field.name), ?) > 0", values: ["\n\($0)\n"]) }
        case .present(let column):
            let field = StoredColumn(column)
            return field.isText
                ? SQLFragment(sql: "\(plus)\(field.sortField) > ''")
                : SQLFragment(sql: "\(plus)\(field.name) > ?", values: [StoredColumn.missing])
        case .within(let column, let range):
            let field = StoredColumn(column)
            guard !field.isText else { return SQLFragment(sql: "0") }
            return SQLFragment(
                sql: "\(plus)\(field.name) BETWEEN ? AND ?", values: [range.lowerBound, range.upperBound])
        }
    }

    private static func either(_ values: [String], _ make: (String) -> SQLFragment) -> SQLFragment {
        let parts = values.map(make)
        return SQLFragment(sql: parts.map(\.sql).joined(separator: " OR "), values: parts.flatMap(\.values))
    }
}
