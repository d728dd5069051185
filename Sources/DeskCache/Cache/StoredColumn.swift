import AdminAPI
import SQLite

/// How a catalogue column lies in its table. Columns that read the same member share one.
///
/// Nothing is NULL, so that order and paging need no special case: a missing text is empty, a missing number is
/// `missing`. A list is its elements between line ends, `\nSTUCK\nNO_CDR\n`. Prose has a second, lower-case field.
struct StoredColumn: Hashable, Sendable {
    static let missing = Int64.min

    let column: Column
    /// Quoted where SQL needs it.
    let name: String
    /// The lower-case field of prose.
    let folded: String?

    init(_ column: Column) {
        self.column = column
        let path = column.source.path
        let bare = path.inner.map { "\(path.outer)_\($0)" } ?? path.outer
        name = bare == "id" ? "id" : "\"\(bare)\""
        folded = column.type == .prose ? "\"\(bare)_folded\"" : nil
    }

    static func bare(_ field: String) -> String { field.filter { $0 != "\"" } }

    var isText: Bool { column.type.isText }
    var fields: [String] { [name] + (folded.map { [$0] } ?? []) }
    var sortField: String { folded ?? name }

    var declaration: String {
        fields.map { "\($0) \(isText ? "TEXT" : "INTEGER") NOT NULL" }.joined(separator: ", ")
    }

    /// A value for each of `fields`.
    func values(_ value: ColumnValue) -> [SQLValue] {
        switch value {
        case .missing: isText ? fields.map { _ in .text("") } : [.integer(Self.missing)]
        case .number(let number): isText ? fields.map { _ in .text("") } : [.integer(max(number, Self.missing + 1))]
        case .list(let elements): isText ? [.text(Self.lines(elements))] : [.integer(Self.missing)]
        case .text(let text):
            switch (isText, column.type) {
            case (false, _): [.integer(Self.missing)]
            // One element, so that the same tests fit.
            case (true, .list): [.text(Self.lines([text]))]
            case (true, .prose): [.text(text), .text(text.lowercased())]
            case (true, _): [.text(text)]
            }
        }
    }

    private static func lines(_ elements: [String]) -> String {
        elements.isEmpty ? "" : "\n" + elements.joined(separator: "\n") + "\n"
    }
}
