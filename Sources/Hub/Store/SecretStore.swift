import Roaming
import SQLite

/// The tokens the hub sends to partners, in a file of their own (0600): in no backup, no export and no feed.
final class SecretStore: Sendable {
    private let writer: DatabaseWriter

    init(path: String) throws {
        writer = try DatabaseWriter(path: path, synchronous: .full, migrations: [Self.tokens])
    }

    private static let tokens = Migration(
        name: "tokens we send",
        sql: """
            CREATE TABLE send_token (
              platform_id INTEGER PRIMARY KEY, token TEXT NOT NULL CHECK (length(token) BETWEEN 1 AND 64),
              at INTEGER NOT NULL) STRICT
            """)

    /// Durable when it returns; store it before using it, so that a crash never loses the only copy.
    func set(platform: Int64, token: String, at: Timestamp) async throws {
        try await writer.write { db in
            try db.run(
                """
                INSERT INTO send_token (platform_id, token, at) VALUES (?, ?, ?)
                ON CONFLICT (platform_id) DO UPDATE SET token = excluded.token, at = excluded.at
                """, platform, token, at)
        }
    }

    func remove(platform: Int64) async throws {
        try await writer.write { db in
            try db.run("DELETE FROM send_token WHERE platform_id = ?", platform)
        }
    }

    func token(platform: Int64) async throws -> String? {
        try await writer.write { db in
            try db.one("SELECT token FROM send_token WHERE platform_id = ?", platform) { try $0.text(0) }
        }
    }

    /// By platform; to be loaded once at the start and kept in memory.
    func all() async throws -> [Int64: String] {
        try await writer.write { db in
            var all: [Int64: String] = [:]
            try db.each("SELECT platform_id, token FROM send_token", values: []) {
                all[try $0.int64(0)] = try $0.text(1)
            }
            return all
        }
    }

    func close() { writer.close() }
}
