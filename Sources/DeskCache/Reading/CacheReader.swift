import AdminAPI
import JSON
import Roaming
import SQLite

/// Reads one cache over one connection, on that connection's thread.
public struct CacheReader {
    let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// Opens a second view of the cache at `path`, which must have been opened for writing before.
    public init(path: String) throws {
        self.init(try Connection(path: path, mode: .readOnly))
    }

    /// Rows of the kind, filtered or not.
    public func total(_ kind: Kind) throws -> Int {
        try connection.one("SELECT count(*) FROM \(kind.rawValue)") { try $0.int(0) } ?? 0
    }

    /// Nil when it is not in the cache.
    public func resource(_ kind: Kind, _ id: String) throws -> AnyResource? {
        let body = try connection.one(
            "SELECT body FROM \(kind.rawValue)_body WHERE n = (SELECT n FROM \(kind.rawValue) WHERE id = ?)", id
        ) { try $0.blob(0) }
        return try body.map { try Self.decoded($0, as: kind) }
    }

    /// Known values of a text column that contain `part` in any case, in order, for completing a filter.
    public func values(of column: Column, in kind: Kind, containing part: String, limit: Int = 20) throws -> [String] {
        guard column.type.isText else { return [] }
        let field = StoredColumn(column)
        // Skips from value to value along the index, so that 100,000 rows of four parties cost four steps.
        let next = "SELECT min(\(field.name)) FROM \(kind.rawValue) WHERE \(field.name) > v"
        let sql = """
            WITH RECURSIVE each_value(v) AS (SELECT min(\(field.name)) FROM \(kind.rawValue) UNION ALL \
            SELECT (\(next)) FROM each_value WHERE v IS NOT NULL LIMIT 5000) \
            SELECT v FROM each_value WHERE v <> '' AND instr(lower(v), ?) > 0 LIMIT ?
            """
        let found = try connection.query(sql, part.lowercased(), limit) { try $0.text(0) }
        guard column.type == .list else { return found }
        var elements: Set<String> = []
        for lines in found { elements.formUnion(lines.split(separator: "\n").map(String.init)) }
        return elements.filter { $0.lowercased().holds(part.lowercased()) }.sorted()
    }

    static func decoded(_ body: [UInt8], as kind: Kind) throws -> AnyResource {
        try AnyResource(kind, try ObjectReader(try JSON.parse(body)))
    }
}
