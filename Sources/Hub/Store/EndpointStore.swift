import SQLite

/// One URL a partner advertised in its version details.
struct EndpointRecord: Hashable, Sendable {
    var module: String
    /// SENDER or RECEIVER.
    var role: String
    var url: String
}

enum EndpointStore {
    /// What the partner's version details now list, instead of what they listed before.
    static func replace(_ db: Connection, platform: Int64, _ endpoints: [EndpointRecord]) throws {
        try db.run("DELETE FROM endpoint WHERE platform_id = ?", platform)
        for endpoint in endpoints {
            // Real partners list credentials twice; the last one counts.
            try db.run(
                "INSERT OR REPLACE INTO endpoint (platform_id, module, role, url) VALUES (?, ?, ?, ?)",
                platform, endpoint.module, endpoint.role, endpoint.url)
        }
    }

    static func list(_ db: Connection, platform: Int64) throws -> [EndpointRecord] {
        try db.query(
            "SELECT module, role, url FROM endpoint WHERE platform_id = ? ORDER BY module, role", platform
        ) { EndpointRecord(module: try $0.text(0), role: try $0.text(1), url: try $0.text(2)) }
    }

    /// All platforms' endpoints, by platform.
    static func all(_ db: Connection) throws -> [Int64: [EndpointRecord]] {
        var all: [Int64: [EndpointRecord]] = [:]
        try db.each("SELECT platform_id, module, role, url FROM endpoint ORDER BY 1, 2, 3", values: []) {
            all[try $0.int64(0), default: []].append(
                EndpointRecord(module: try $0.text(1), role: try $0.text(2), url: try $0.text(3)))
        }
        return all
    }
}
