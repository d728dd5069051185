import JSON
import OCPI
import Roaming
import SQLite

/// Gathers what the hub knows about a CDR, for the checks to compare with.
struct CDRFacts {
    let facts: ClearingFacts
    /// The published tariff version that was in force when the session started, when there was exactly one.
    let tariffVersionID: Int64?

    init(_ db: Connection, _ record: CDRRecord, _ detail: ChargeDetail, at now: Timestamp) throws {
        let session = try detail.sessionID.flatMap { try SessionStore.get(db, detail.key.cpo, $0) }
        let published = try Self.tariffs(db, detail, session)
        let owners = try TokenStore.find(db, uid: detail.token.uid, type: detail.token.type).map(\.owner)
        let trade = try TradeTerms.trade(
            db, cpo: detail.key.cpo, dp: detail.token.owner, module: "cdrs", at: detail.start)
        facts = ClearingFacts(
            now: now, publishedTariffs: try published.map { try Self.tariff($0) },
            session: session.map {
                SessionFacts(
                    dp: $0.dp, status: $0.status, start: $0.startedAt, energy: $0.energy, currency: $0.currency)
            },
            tokenOwners: owners, related: detail.isCredit ? [] : try Self.related(db, record), trade: trade,
            original: try Self.original(db, detail))
        tariffVersionID = published.count == 1 ? published[0].versionID : nil
    }

    /// Published versions of the tariffs the CDR has or names; without any, those of the connector, then the session's.
    private static func tariffs(
        _ db: Connection, _ detail: ChargeDetail, _ session: SessionRecord?
    ) throws -> [TariffRecord] {
        var ids = detail.tariffs.map(\.id) + detail.periods.compactMap(\.tariffID)
        if ids.isEmpty {
            let place = detail.place
            let connector = try LocationStore.connector(
                db, detail.key.cpo, place.locationID, evseUID: place.evseUID, connectorID: place.connectorID)
            ids = connector?.tariffIDs ?? []
        }
        if ids.isEmpty, let id = session?.tariffID { ids = [id] }
        var seen: Set<String> = []
        return try ids.filter { seen.insert($0.lowercased()).inserted }.compactMap {
            try TariffStore.version(db, detail.key.cpo, $0, validAt: detail.start)
        }
    }

    private static func tariff(_ record: TariffRecord) throws -> Tariff {
        try V221.Tariff(ObjectReader(JSON.parse(record.raw))).pricing
    }

    private static func related(_ db: Connection, _ record: CDRRecord) throws -> [RelatedCharge] {
        var found: [RelatedCharge] = []
        let isOpen = { (other: CDRRecord) in
            try !other.isCredit && other.rowID != record.rowID
                && CDRStateStore.get(db, other.rowID)?.state != .credited
        }
        if let session = record.sessionID {
            for other in try CDRStore.forSession(db, record.cpo, session) where try isOpen(other) {
                found.append(RelatedCharge(id: other.cdrID, likeness: .session))
            }
        }
        for other in try CDRStore.overlapping(db, with: record) where try isOpen(other) {
            if !found.contains(where: { $0.id == other.cdrID }) {
                found.append(RelatedCharge(id: other.cdrID, likeness: .overlap))
            }
        }
        return found
    }

    private static func original(_ db: Connection, _ detail: ChargeDetail) throws -> OriginalCharge? {
        guard let id = detail.credits, !id.isEmpty, let record = try CDRStore.get(db, detail.key.cpo, id),
            let state = try CDRStateStore.get(db, record.rowID)
        else { return nil }
        return OriginalCharge(detail: try CDRClearing.detail(of: record), state: state.state)
    }
}
