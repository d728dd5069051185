import AdminAPI
import JSON
import Roaming
import SQLite

/// Terms between a CPO and a DP, or the hub-wide default.
struct AgreementRecord: Hashable, Sendable {
    /// Nil for the default, together with `dp`.
    var cpo: PartyID?
    var dp: PartyID?
    var isAllowed: Bool
    var modules: [String]
    /// Of the price excluding VAT.
    var commissionBasisPoints: Int
    var dpShareBasisPoints: Int
    var validFrom: Timestamp
    /// Exclusive; nil without an end.
    var validTo: Timestamp?
    var updatedBy: String
    var updatedAt: Timestamp
    /// How the pair's prices are computed, where not as everybody's.
    var pricing: RatingTerms?

    /// "NL*FAS>DE*EMP" or "default".
    var id: String {
        guard let cpo, let dp else { return AgreementStore.defaultID }
        return AgreementStore.id(cpo: cpo, dp: dp)
    }
}

enum AgreementStore {
    static let defaultID = "default"

    static func id(cpo: PartyID, dp: PartyID) -> String { "\(cpo)>\(dp)" }

    /// Adds a version that counts from its `validFrom` on. Versions that would begin then or later are gone; earlier ones
    /// stay, because a session is cleared under the terms in force when it started.
    static func put(_ db: Connection, _ terms: AgreementRecord) throws {
        try db.savepoint {
            try db.run("DELETE FROM agreement WHERE id = ? AND valid_from >= ?", terms.id, terms.validFrom)
            try db.run(
                """
                INSERT INTO agreement (id, cpo, dp, is_allowed, modules, commission_bp, dp_share_bp, valid_from,
                  valid_to, updated_by, updated_at, pricing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, terms.id, terms.cpo, terms.dp, terms.isAllowed, WordList.write(terms.modules),
                terms.commissionBasisPoints, terms.dpShareBasisPoints, terms.validFrom, terms.validTo,
                terms.updatedBy, terms.updatedAt,
                terms.pricing.map { String(decoding: $0.json.serialized(), as: UTF8.self) })
        }
    }

    /// The version put last, in force or yet to come.
    static func get(_ db: Connection, _ id: String) throws -> AgreementRecord? {
        try db.one("SELECT * FROM agreement WHERE id = ? ORDER BY valid_from DESC LIMIT 1", id) {
            try AgreementRecord(row: $0)
        }
    }

    /// All versions, the earliest first.
    static func versions(_ db: Connection, _ id: String) throws -> [AgreementRecord] {
        try db.query("SELECT * FROM agreement WHERE id = ? ORDER BY valid_from", id) { try AgreementRecord(row: $0) }
    }

    /// The pair's override when there is one, valid or not; else the default.
    static func find(_ db: Connection, cpo: PartyID, dp: PartyID) throws -> AgreementRecord? {
        try get(db, id(cpo: cpo, dp: dp)) ?? get(db, defaultID)
    }

    /// All versions of all agreements.
    static func all(_ db: Connection) throws -> [AgreementRecord] {
        try db.query("SELECT * FROM agreement ORDER BY id, valid_from") { try AgreementRecord(row: $0) }
    }
}

extension AgreementRecord {
    fileprivate init(row: Row) throws {
        cpo = try row.optionalParty("cpo")
        dp = try row.optionalParty("dp")
        isAllowed = try row.bool("is_allowed")
        modules = try row.words("modules")
        commissionBasisPoints = try row.int("commission_bp")
        dpShareBasisPoints = try row.int("dp_share_bp")
        validFrom = try row.timestamp("valid_from")
        validTo = try row.optionalTimestamp("valid_to")
        updatedBy = try row.text("updated_by")
        updatedAt = try row.timestamp("updated_at")
        pricing = try row.optionalText("pricing").map { try RatingTerms(ObjectReader(JSON.parse($0))) }
    }
}
