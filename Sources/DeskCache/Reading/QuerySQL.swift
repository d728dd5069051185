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
enum QuerySQL {
    /// `1` when nothing is filtered.
    static func condition(_ conditions: [QueryCondition]) -> SQLFragment {
        guard !conditions.isEmpty else { return SQLFragment(sql: "1") }
        var whole = SQLFragment(sql: "")
        for (index, condition) in conditions.enumerated() {
            let test = test(condition.test)
            whole.sql += (index > 0 ? " AND " : "") + (condition.isNegated ? "NOT (" : "(") + test.sql + ")"
            whole.values += test.values
        }
        return whole
    }

    private static func test(_ test: QueryCondition.Test) -> SQLFragment {
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
                return SQLFragment(sql: "+\(field.name) IN (\(marks))", values: values)
            }
            return either(values) { SQLFragment(sql: "instr(\(field.name), ?) > 0", values: ["\n\($0)\n"]) }
        case .present(let column):
            let field = StoredColumn(column)
            return field.isText
                ? SQLFragment(sql: "+\(field.name) <> ''")
                : SQLFragment(sql: "+\(field.name) <> ?", values: [StoredColumn.missing])
        case .within(let column, let range):
            let field = StoredColumn(column)
            guard !field.isText else { return SQLFragment(sql: "0") }
            return SQLFragment(
                sql: "+\(field.name) BETWEEN ? AND ?", values: [range.lowerBound, range.upperBound])
        }
    }

    private static func either(_ values: [String], _ make: (String) -> SQLFragment) -> SQLFragment {
        let parts = values.map(make)
        return SQLFragment(sql: parts.map(\.sql).joined(separator: " OR "), values: parts.flatMap(\.values))
    }
}
