import Roaming
import SQLite

/// A company on the network in all its roles; it belongs to one platform.
struct PartyRecord: Hashable, Sendable {
    /// OCPI 2.2.1, hubclientinfo, ConnectionStatus.
    enum Status: String, Sendable {
        case connected = "CONNECTED"
        case offline = "OFFLINE"
        case planned = "PLANNED"
        case suspended = "SUSPENDED"
    }

    var party: PartyID
    var platformID: Int64
    /// OCPI role words, such as CPO and EMSP, in order.
    var roles: [String]
    var name: String
    var website: String?
    var status: Status
    var suspendedReason: String?
    var termsAcceptedAt: Timestamp?
    var lastUpdated: Timestamp
}

enum PartyStore {
    /// Inserts the party or replaces its roles, name and status.
    ///
    /// - Throws: rule `PARTY_OF_ANOTHER_PLATFORM` while the party's own platform is registered.
    static func put(_ db: Connection, _ party: PartyRecord) throws {
        try db.run(
            """
            INSERT INTO party (party, platform_id, name, website, status, suspended_reason, terms_accepted_at,
              last_updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (party) DO UPDATE SET
              platform_id = excluded.platform_id, name = excluded.name, website = excluded.website,
              status = excluded.status, suspended_reason = excluded.suspended_reason,
              terms_accepted_at = excluded.terms_accepted_at, last_updated = excluded.last_updated
            """, party.party, party.platformID, party.name, party.website, party.status.rawValue,
            party.suspendedReason, party.termsAcceptedAt, party.lastUpdated)
        try db.run("DELETE FROM party_role WHERE party = ?", party.party)
        for role in Set(party.roles) {
            try db.run("INSERT INTO party_role (party, role) VALUES (?, ?)", party.party, role)
        }
    }

    static func setStatus(
        _ db: Connection, _ party: PartyID, _ status: PartyRecord.Status, reason: String? = nil, at: Timestamp
    ) throws {
        let changed = try db.run(
            "UPDATE party SET status = ?, suspended_reason = ?, last_updated = ? WHERE party = ?",
            status.rawValue, reason, at, party)
        guard changed == 1 else { throw StoreError.notFound("party \(party)") }
    }

    static func acceptTerms(_ db: Connection, _ party: PartyID, at: Timestamp) throws {
        let changed = try db.run("UPDATE party SET terms_accepted_at = ? WHERE party = ?", at, party)
        guard changed == 1 else { throw StoreError.notFound("party \(party)") }
    }

    static func get(_ db: Connection, _ party: PartyID) throws -> PartyRecord? {
        try db.one(select + "WHERE p.party = ?", party) { try PartyRecord(row: $0) }
    }

    static func list(_ db: Connection, platform: Int64) throws -> [PartyRecord] {
        try db.query(select + "WHERE p.platform_id = ? ORDER BY p.party", platform) { try PartyRecord(row: $0) }
    }

    static func all(_ db: Connection) throws -> [PartyRecord] {
        try db.query(select + "ORDER BY p.party") { try PartyRecord(row: $0) }
    }

    private static let select = """
        SELECT p.*, coalesce((SELECT group_concat(role, ' ') FROM (
          SELECT role FROM party_role r WHERE r.party = p.party ORDER BY role)), '') AS roles FROM party p

        """
}

extension PartyRecord {
    fileprivate init(row: Row) throws {
        party = try row.party("party")
        platformID = try row.int64("platform_id")
        roles = try row.words("roles")
        name = try row.text("name")
        website = try row.optionalText("website")
        status = try row.choice("status")
        suspendedReason = try row.optionalText("suspended_reason")
        termsAcceptedAt = try row.optionalTimestamp("terms_accepted_at")
        lastUpdated = try row.timestamp("last_updated")
    }
}
