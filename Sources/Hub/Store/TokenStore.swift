import Roaming
import SQLite

/// A driver's token as its DP told it; the hub routes by it and answers GET All.
struct TokenRecord: Hashable, Sendable {
    var owner: PartyID
    var uid: String
    /// OCPI TokenType.
    var type: String
    var raw: [UInt8]
    var contractID: String
    var isValid: Bool
    var whitelist: String
    var isShared: Bool
    var lastUpdated: Timestamp
    var receivedAt: Timestamp
}

enum TokenStore {
    /// Inserts or replaces; (owner, uid, type) is the key. Answers whether it is new.
    @discardableResult
    static func put(_ db: Connection, _ token: TokenRecord) throws -> Bool {
        let isNew = try get(db, token.owner, uid: token.uid, type: token.type) == nil
        try db.run(
            """
            INSERT INTO token (owner, uid, type, raw, contract_id, is_valid, whitelist, is_shared, last_updated,
              received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (owner, uid, type) DO UPDATE SET
              raw = excluded.raw, contract_id = excluded.contract_id, is_valid = excluded.is_valid,
              whitelist = excluded.whitelist, is_shared = excluded.is_shared, last_updated = excluded.last_updated,
              received_at = excluded.received_at
            """, token.owner, token.uid, token.type, token.raw, token.contractID, token.isValid, token.whitelist,
            token.isShared, token.lastUpdated, token.receivedAt)
        return isNew
    }

    static func get(_ db: Connection, _ owner: PartyID, uid: String, type: String) throws -> TokenRecord? {
        try db.one("SELECT * FROM token WHERE owner = ? AND uid = ? AND type = ?", owner, uid, type) {
            try TokenRecord(row: $0)
        }
    }

    /// The same uid may be known from several DPs; any `type` when nil.
    static func find(_ db: Connection, uid: String, type: String? = nil) throws -> [TokenRecord] {
        try db.query(
            "SELECT * FROM token WHERE uid = ? AND (?2 IS NULL OR type = ?2) ORDER BY id", uid, type
        ) { try TokenRecord(row: $0) }
    }

    static func page(_ db: Connection, _ page: PageQuery) throws -> PageResult<TokenRecord> {
        try db.page("token", page.filter(), page) { try TokenRecord(row: $0) }
    }

    static func count(_ db: Connection) throws -> Int {
        try db.one("SELECT count(*) FROM token") { try $0.int(0) } ?? 0
    }
}

extension TokenRecord {
    fileprivate init(row: Row) throws {
        owner = try row.party("owner")
        uid = try row.text("uid")
        type = try row.text("type")
        raw = try row.blob("raw")
        contractID = try row.text("contract_id")
        isValid = try row.bool("is_valid")
        whitelist = try row.text("whitelist")
        isShared = try row.bool("is_shared")
        lastUpdated = try row.timestamp("last_updated")
        receivedAt = try row.timestamp("received_at")
    }
}
