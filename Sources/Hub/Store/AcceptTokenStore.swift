import Roaming
import SQLite

/// A token a partner may use towards the hub; the token itself is nowhere, only its SHA-256.
struct AcceptToken: Hashable, Sendable {
    enum State: String, Sendable {
        /// Handed out for the handshake: good for versions, details and credentials only.
        case registration
        case current
        /// Replaced, and good until the first call with its successor.
        case previous
        case void
    }

    /// SHA-256 of the token.
    let hash: [UInt8]
    let platformID: Int64
    let state: State
    let fingerprint: String
    let createdAt: Timestamp
}

enum AcceptTokenStore {
    /// Also finds void tokens, so that a refusal can say "stale" instead of "unknown".
    static func find(_ db: Connection, hash: [UInt8]) throws -> AcceptToken? {
        try db.one("SELECT * FROM accept_token WHERE hash = ?", hash) { try AcceptToken(row: $0) }
    }

    /// A token for the handshake; an older one of the platform becomes void.
    static func issueRegistration(
        _ db: Connection, platform: Int64, hash: [UInt8], fingerprint: String, at: Timestamp
    ) throws {
        try void(db, platform, "registration", at)
        try insert(db, platform, "registration", hash, fingerprint, at)
    }

    /// A new current token; the one until now becomes `previous`, and a registration token void.
    static func rotate(
        _ db: Connection, platform: Int64, hash: [UInt8], fingerprint: String, at: Timestamp
    ) throws {
        try void(db, platform, "registration", at)
        try void(db, platform, "previous", at)
        try db.run(
            "UPDATE accept_token SET state = 'previous' WHERE platform_id = ? AND state = 'current'", platform)
        try insert(db, platform, "current", hash, fingerprint, at)
    }

    /// An exchange failed: the new token is void, and with `restorePrevious` the one before is current again.
    static func withdraw(
        _ db: Connection, platform: Int64, hash: [UInt8], restorePrevious: Bool, at: Timestamp
    ) throws {
        try db.run(
            "UPDATE accept_token SET state = 'void', voided_at = ? WHERE hash = ? AND state <> 'void'", at, hash)
        guard restorePrevious else { return }
        try db.run(
            "UPDATE accept_token SET state = 'current' WHERE platform_id = ? AND state = 'previous'", platform)
    }

    /// The partner has used its new token: the one before is void. Answers whether there was one.
    @discardableResult
    static func dropPrevious(_ db: Connection, platform: Int64, at: Timestamp) throws -> Bool {
        try void(db, platform, "previous", at) > 0
    }

    /// The partner unregistered: nothing it has is good any more.
    static func voidAll(_ db: Connection, platform: Int64, at: Timestamp) throws {
        try db.run(
            "UPDATE accept_token SET state = 'void', voided_at = ? WHERE platform_id = ? AND state <> 'void'",
            at, platform)
    }

    /// Tokens of the platform that are not void.
    static func list(_ db: Connection, platform: Int64) throws -> [AcceptToken] {
        try db.query(
            "SELECT * FROM accept_token WHERE platform_id = ? AND state <> 'void' ORDER BY state", platform
        ) { try AcceptToken(row: $0) }
    }

    private static func insert(
        _ db: Connection, _ platform: Int64, _ state: String, _ hash: [UInt8], _ fingerprint: String, _ at: Timestamp
    ) throws {
        try db.run(
            "INSERT INTO accept_token (hash, platform_id, state, fingerprint, created_at) VALUES (?, ?, ?, ?, ?)",
            hash, platform, state, fingerprint, at)
    }

    @discardableResult
    private static func void(_ db: Connection, _ platform: Int64, _ state: String, _ at: Timestamp) throws -> Int {
        try db.run(
            "UPDATE accept_token SET state = 'void', voided_at = ? WHERE platform_id = ? AND state = ?",
            at, platform, state)
    }
}

extension AcceptToken {
    fileprivate init(row: Row) throws {
        hash = try row.blob("hash")
        platformID = try row.int64("platform_id")
        state = try row.choice("state")
        fingerprint = try row.text("fingerprint")
        createdAt = try row.timestamp("created_at")
    }
}
