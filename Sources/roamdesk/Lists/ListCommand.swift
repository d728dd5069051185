import AdminAPI
import CommandLine
import JSON

/// `roamdesk sessions 'state:active age>10m' --format csv`: a list as the hub has it now.
enum ListCommand {
    static func run(_ kind: Kind, _ invocation: Invocation) throws -> ExitCode {
        let files = try UserFiles(invocation)
        let limit = try invocation.integer("limit", in: 1...10_000_000) ?? Int.max
        let query = Query(invocation.operands.joined(separator: " "), kind: kind)
        for problem in query.problems { throw UsageError("in the filter: \(problem.message)") }
        let sort = try sort(invocation.value("sort"), kind)
        let writer = RowWriter(
            kind: kind, format: invocation.value("format").flatMap(RowFormat.init) ?? .table,
            rawCSV: invocation.has("raw-csv"))
        let line = try HubLine(try HubAccess(invocation, files.settings, paths: files.paths))
        defer { line.close() }
        var rows: [JSONObject] = []
        var written = 0
        Descriptor.print(writer.head)
        try pages(kind, query, sort, limit, line) { row in
            if writer.format == .table {
                rows.append(row)
            } else {
                Descriptor.print(writer.line(row, isFirst: written == 0))
            }
            written += 1
        }
        Descriptor.print(writer.format == .table ? writer.table(rows) : writer.tail)
        return .done
    }

    private static func sort(_ text: String?, _ kind: Kind) throws(UsageError) -> Sort? {
        guard let text else { return nil }
        let sort = Sort(text)
        let sortable = kind.columns.all.filter(\.isSortable).map(\.key)
        guard let column = kind.columns[sort.column], column.isSortable else {
            throw UsageError(
                "\(kind.plural) cannot be sorted by '\(sort.column)', only by \(sortable.joined(separator: ", "))",
                suggestion: Suggestion.nearest(to: sort.column, among: sortable))
        }
        return Sort(column: column.key, descending: sort.descending)
    }

    private static func pages(
        _ kind: Kind, _ query: Query, _ sort: Sort?, _ limit: Int, _ line: HubLine, _ body: (JSONObject) -> Void
    ) throws {
        var left = limit
        var cursor: String?
        repeat {
            var path = "/\(kind.plural)?limit=\(min(left, 500))&q=\(PathSegment.encode(query.text))"
            if let sort { path += "&sort=\(PathSegment.encode(sort.text))" }
            if let cursor { path += "&cursor=\(PathSegment.encode(cursor))" }
            let page = try ObjectReader(try line.get(path))
            for case .object(let row) in try page.array("items").prefix(left) {
                body(row)
                left -= 1
            }
            cursor = try page.optionalString("next")
        } while cursor != nil && left > 0
    }
}
