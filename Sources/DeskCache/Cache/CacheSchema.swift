import AdminAPI
import JSON
import SQLite

/// The cache's tables, derived from the column catalogue: a table per kind with its filter and sort columns, and one
/// beside it with the bodies, so that a scan of thousands of rows does not drag their JSON through memory.
///
/// Nothing is ever migrated: a file whose `user_version` is not this schema's is dropped and filled again by the hub.
enum CacheSchema {
    /// "Rdsk": marks the file as ours (sqlite.org/pragma.html#pragma_application_id).
    static let applicationID: Int32 = 0x5264_736B

    /// Changes whenever any statement of the schema changes, or what a resource must hold to be read: bodies that an
    /// older program stored are never met by one that cannot read them.
    static let version: Int32 = {
        var hash: UInt32 = 2_166_136_261
        let texts = statements + Kind.allCases.flatMap { $0.schema.fields.map(shape) }
        for byte in texts.joined(separator: ";").utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int32(hash & 0x7FFF_FFFF) | 1
    }()

    private static func shape(_ field: FieldSchema) -> String {
        let need = field.isRequired ? "!" : "?"
        guard case .word(let words) = field.type else { return field.name + need }
        return field.name + need + words.joined(separator: "|")
    }

    static let statements: [String] =
        ["CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"]
        + Kind.allCases.flatMap { KindTable.of($0).createStatements } + [
            // The frame's load line: active sessions and their power, from the index alone.
            "CREATE INDEX session_load ON session (status, power_w)"
        ]
}

/// One kind's tables and the SQL texts that fill them.
struct KindTable: Sendable {
    let kind: Kind
    /// Stored columns, each source once; `id` is not among them.
    let stored: [StoredColumn]
    /// Where in the catalogue's list each of them is.
    private let places: [Int]
    let name: String
    let upsert: String
    let bodyUpsert: String

    static func of(_ kind: Kind) -> KindTable { tables[kind] ?? KindTable(kind) }

    private static let tables = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, KindTable($0)) })

    init(_ kind: Kind) {
        self.kind = kind
        name = kind.rawValue
        var seen: Set<String> = ["id"]
        let kept = kind.columns.all.enumerated().filter { seen.insert(StoredColumn($0.element).name).inserted }
        places = kept.map(\.offset)
        stored = kept.map { StoredColumn($0.element) }
        let fields = ["id", "seq", "search"] + stored.flatMap(\.fields)
        let marks = fields.map { _ in "?" }.joined(separator: ", ")
        let updates = fields.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        upsert = """
            INSERT INTO \(name) (\(fields.joined(separator: ", "))) VALUES (\(marks)) \
            ON CONFLICT (id) DO UPDATE SET \(updates) RETURNING n
            """
        bodyUpsert = "INSERT OR REPLACE INTO \(name)_body (n, body) VALUES (?, ?)"
    }

    /// Values for the marks of `upsert`.
    func values(id: String, seq: Int64, _ resource: JSONObject) -> [(any Bindable)?] {
        let columns = kind.columns
        let values = columns.all.map { $0.value(in: resource) }
        var bound: [(any Bindable)?] = [id, seq, columns.searchText(values)]
        for (field, place) in zip(stored, places) { bound += field.values(values[place]) as [(any Bindable)?] }
        return bound
    }

    var createStatements: [String] {
        let fields = stored.map(\.declaration).joined(separator: ", ")
        var statements = [
            """
            CREATE TABLE \(name) (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, \
            search TEXT NOT NULL, \(fields)) STRICT
            """,
            "CREATE TABLE \(name)_body (n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
        ]
        var indexed: Set<String> = ["id"]
        for column in kind.columns.all where column.isSortable {
            let field = StoredColumn(column).sortField
            if indexed.insert(field).inserted {
                statements.append("CREATE INDEX \(name)_by_\(StoredColumn.bare(field)) ON \(name) (\(field))")
            }
        }
        return statements
    }
}
