import Digest
import JSON
import OCPI
import Roaming
import SQLite

/// A CDR that a CPO posted, checked against OCPI's schema and ready to be cleared.
struct IncomingCDR: Sendable {
    var cdr: V221.CDR
    /// The object's bytes as they came.
    var raw: [UInt8]
    /// The message that brought it.
    var messageID: Int64?
    /// The party that sent it, which has to be its CPO; nil when the hub fetched it from that CPO.
    var sender: PartyID?
    /// The DP it was addressed to; nil when it was found by the token.
    var addressee: PartyID?
}

/// What became of a CDR.
struct ClearedCDR: Hashable, Sendable {
    let rowID: Int64
    /// The feed's id, `NL*FAS/C1`.
    let id: String
    let state: CDRState
    /// True when the very same CDR had come before; nothing was written now.
    let isReplay: Bool
}

/// Why a CDR is refused as a whole, so that nothing of it is stored.
enum CDRRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case conflict(String)
    case sender(String, PartyID)
    case addressee(String, PartyID, owner: PartyID)
    case tooLarge(String)
    case unknown(String)
    case notHeld(String, ClearingState)

    var description: String {
        switch self {
        case .conflict(let id):
            "CDR \(id) was received before with other content; a CDR never changes: send a credit CDR and a new one"
        case .sender(let id, let sender): "CDR \(id) cannot come from \(sender); a CPO sends its own CDRs"
        case .addressee(let id, let addressee, let owner):
            "CDR \(id) is addressed to \(addressee) and bills a token of \(owner)"
        case .tooLarge(let id): "total_cost of CDR \(id) is too large to be an amount of money"
        case .unknown(let id): "there is no CDR \(id)"
        case .notHeld(let id, let state): "CDR \(id) is \(state.rawValue); only one on hold can be checked again"
        }
    }
}

/// The hub as clearing party: stores a CDR, checks and rates it, and posts it or puts it on hold.
///
/// Each function runs inside the writer's transaction; when it throws, the caller's savepoint takes everything back.
enum CDRClearing {
    /// Takes a CDR in, once. A repetition answers what is there; the same id with other content is refused.
    /// - Throws: `CDRRefusal.conflict`, `.sender`, `.addressee`, `.tooLarge`.
    static func accept(_ db: Connection, _ incoming: IncomingCDR, at now: Timestamp) throws -> ClearedCDR {
        let detail = incoming.cdr.chargeDetail
        if let sender = incoming.sender, sender != detail.key.cpo {
            throw CDRRefusal.sender(detail.key.description, sender)
        }
        if let addressee = incoming.addressee, addressee != detail.token.owner {
            throw CDRRefusal.addressee(detail.key.description, addressee, owner: detail.token.owner)
        }
        guard let claimed = ExactNumber(detail.claim.total.excludingVAT).money(in: detail.currency) else {
            throw CDRRefusal.tooLarge(detail.key.description)
        }
        var record = CDRRecord(
            cpo: detail.key.cpo, dp: detail.token.owner, cdrID: detail.key.id, sessionID: detail.sessionID,
            raw: incoming.raw, contentHash: try contentHash(incoming.raw), currency: detail.currency.code,
            claimedMinor: claimed.minorUnits, startedAt: detail.start, endedAt: detail.end,
            energy: detail.claim.energy, locationID: detail.place.locationID, evseUID: detail.place.evseUID,
            isCredit: detail.isCredit, creditReferenceID: detail.credits, tokenUID: detail.token.uid,
            tokenType: detail.token.type, lastUpdated: detail.lastUpdated, receivedAt: now,
            messageID: incoming.messageID)
        switch try CDRStore.insert(db, record) {
        case .conflict: throw CDRRefusal.conflict(record.id)
        case .same(let row):
            guard let state = try CDRStateStore.get(db, row) else { throw CDRRefusal.unknown(record.id) }
            return ClearedCDR(rowID: row, id: record.id, state: state, isReplay: true)
        case .stored(let row): record.rowID = row
        }
        let state = try CDRPosting(db: db, record: record, detail: detail, actor: "hub", now: now).clear()
        try linkSession(db, record, at: now)
        return ClearedCDR(rowID: record.rowID, id: record.id, state: state, isReplay: false)
    }

    /// Checks a CDR on hold again, against what the hub knows by now.
    /// - Throws: `CDRRefusal.unknown`, `.notHeld`.
    static func recheck(
        _ db: Connection, _ key: CDRKey, by person: Person, at now: Timestamp
    ) throws -> ClearedCDR {
        guard let record = try CDRStore.get(db, key.cpo, key.id),
            let state = try CDRStateStore.get(db, record.rowID)
        else { throw CDRRefusal.unknown(key.description) }
        guard state.state == .held else { throw CDRRefusal.notHeld(record.id, state.state) }
        let posting = CDRPosting(
            db: db, record: record, detail: try detail(of: record), actor: person.name, now: now)
        return ClearedCDR(rowID: record.rowID, id: record.id, state: try posting.clear(), isReplay: false)
    }

    /// The stored CDR as clearing reads it.
    static func detail(of record: CDRRecord) throws -> ChargeDetail {
        try V221.CDR(ObjectReader(JSON.parse(record.raw))).chargeDetail
    }

    /// Over the content, not the bytes: order of members and white space make no other CDR.
    private static func contentHash(_ raw: [UInt8]) throws -> [UInt8] {
        SHA256.hash(try JSON.parse(raw).serialized(sortedKeys: true))
    }

    private static func linkSession(_ db: Connection, _ record: CDRRecord, at now: Timestamp) throws {
        guard !record.isCredit, let sessionID = record.sessionID,
            let session = try SessionStore.get(db, record.cpo, sessionID)
        else { return }
        try SessionStore.setCDR(db, session.cpo, session.sessionID, cdrID: record.cdrID)
        if session.flags.contains("NO_CDR") {
            let flags = session.flags.filter { $0 != "NO_CDR" }
            try SessionStore.setFlags(
                db, session.cpo, session.sessionID, flags: flags, reason: flags.isEmpty ? nil : session.flagReason)
        }
        try Feed.touch(db, .session, id: session.id, at: now)
    }
}
