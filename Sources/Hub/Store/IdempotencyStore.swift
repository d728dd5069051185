import Roaming
import SQLite

/// What an action answered the first time.
struct StoredResponse: Hashable, Sendable {
    let requestHash: [UInt8]
    let status: Int
    /// JSON array of [name, value].
    let headers: String
    let body: [UInt8]
    let at: Timestamp
}

/// Answers by person and `Idempotency-Key`. The same key with another request hash is the caller's 409.
enum IdempotencyStore {
    static func find(_ db: Connection, person: Int64, key: String) throws -> StoredResponse? {
        try db.one("SELECT * FROM idempotency WHERE person = ? AND key = ?", person, key) {
            StoredResponse(
                requestHash: try $0.blob("request_hash"), status: try $0.int("status"),
                headers: try $0.text("headers"), body: try $0.blob("body"), at: try $0.timestamp("at"))
        }
    }

    /// In the transaction of the action itself.
    static func store(_ db: Connection, person: Int64, key: String, _ response: StoredResponse) throws {
        try db.run(
            """
            INSERT INTO idempotency (person, key, request_hash, status, headers, body, at) VALUES (?, ?, ?, ?, ?, ?, ?)
            """, person, key, response.requestHash, response.status, response.headers, response.body, response.at)
    }
}
