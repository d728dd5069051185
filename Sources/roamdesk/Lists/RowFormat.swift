import AdminAPI
import Desk
import JSON
import Roaming

/// How rows of a list are written.
enum RowFormat: String, CaseIterable, Sendable {
    case table, csv, json, ndjson
}

/// Rows of one kind as lines of text. Cells come from partners, so every one passes `SafeText`.
struct RowWriter {
    let kind: Kind
    let format: RowFormat
    /// Cells that begin like a formula stay as they are.
    let rawCSV: Bool
    private var columns: [Column] { kind.columns.all }

    init(kind: Kind, format: RowFormat, rawCSV: Bool = false) {
        self.kind = kind
        self.format = format
        self.rawCSV = rawCSV
    }

    /// What stands before the rows.
    var head: String {
        switch format {
        case .csv: columns.map(\.key).joined(separator: ",") + "\r\n"
        case .json: "[\n"
        case .table, .ndjson: ""
        }
    }

    /// What stands after them.
    var tail: String { format == .json ? "\n]\n" : "" }

    /// One row of `csv`, `json` or `ndjson`.
    func line(_ row: JSONObject, isFirst: Bool) -> String {
        switch format {
        case .csv: columns.map { csv(text($0, row)) }.joined(separator: ",") + "\r\n"
        case .json: (isFirst ? "  " : ",\n  ") + json(row)
        case .ndjson: json(row) + "\n"
        case .table: table([row])
        }
    }

    /// All rows as a table with aligned columns: text to the left, figures to the right.
    ///
    /// Empty columns are left out, and ages whose moment stands in another column.
    func table(_ rows: [JSONObject]) -> String {
        let moments = Set(columns.filter { $0.type == .time }.map(\.source))
        let shown = columns.filter { column in
            rows.contains { column.value(in: $0) != .missing }
                && !(column.type == .age && moments.contains(column.source))
        }
        let cells = rows.map { row in shown.map { SafeText(untrusted: text($0, row)) } }
        let heads = shown.map { SafeText(untrusted: $0.label.uppercased()) }
        let widths = shown.indices.map { index in
            min(48, max(heads[index].width, cells.map { $0[index].width }.max() ?? 0))
        }
        return ([heads] + cells).map { line in
            var text = ""
            for (index, cell) in line.enumerated() {
                let padding = String(repeating: " ", count: max(0, widths[index] - cell.width))
                text += index == 0 ? "" : "  "
                text += shown[index].type.isText ? cell.string + padding : padding + cell.string
            }
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }.joined()
    }

    private func json(_ row: JSONObject) -> String {
        String(decoding: JSONValue.object(row).serialized(), as: UTF8.self)
    }

    private func csv(_ cell: String) -> String {
        var cell = SafeText(untrusted: cell).string
        // A spreadsheet would take these for formulas; negative numbers are figures.
        if !rawCSV, let first = cell.first, "=+@\t\r-".contains(first), Decimal4(cell) == nil { cell = "'" + cell }
        guard cell.contains(where: { ",\"\r\n".contains($0) }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private func text(_ column: Column, _ row: JSONObject) -> String {
        switch column.value(in: row) {
        case .missing: ""
        case .text(let text): text
        case .list(let texts): texts.joined(separator: " ")
        case .number(let number):
            switch column.type {
            case .time, .age, .left: Timestamp(milliseconds: number).rfc3339
            case .money: money(number, column, row)
            default: Decimal4(tenThousandths: number).text
            }
        }
    }

    /// With as many places as the currency has, which are at least two of the four that are kept.
    private func money(_ tenThousandths: Int64, _ column: Column, _ row: JSONObject) -> String {
        guard case .money(_, let member) = column.source, case .string(let code)? = row[member.outer],
            let currency = Currency(code), currency.exponent <= 4
        else { return Decimal4(tenThousandths: tenThousandths).text }
        let divisor = (currency.exponent..<4).reduce(Int64(1)) { factor, _ in factor * 10 }
        return Money(minorUnits: tenThousandths / divisor, currency: currency).amountText
    }
}
