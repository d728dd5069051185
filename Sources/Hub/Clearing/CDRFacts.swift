import JSON
import OCPI
import Roaming
import SQLite

/// Gathers what the hub knows about a CDR, for the checks to compare with.
struct CDRFacts {
    let facts: ClearingFacts
    let terms: PriceTerms
    let zone: LocationZone
    /// The versions that price the session: pinned to it, or in force when it started. In the order of the CDR's tariffs.
    let published: [TariffPin]

    /// The published version, when there is exactly one.
    var tariffVersionID: Int64? { published.count == 1 ? published[0].version.versionID : nil }

    init(
        _ db: Connection, _ record: CDRRecord, _ detail: ChargeDetail, at now: Timestamp
    ) throws {
        let session = try detail.sessionID.flatMap { try SessionStore.get(db, detail.key.cpo, $0) }
        published = try Self.published(db, detail, session, at: now)
        terms = try PriceTerms(db, cpo: detail.key.cpo, dp: detail.token.owner, at: detail.start)
        zone = try LocationZone.find(
            db, detail.key.cpo, detail.place.locationID, country: Self.country(of: record))
        let owners = try TokenStore.find(db, uid: detail.token.uid, type: detail.token.type).map(\.owner)
        let trade = try TradeTerms.trade(
            db, cpo: detail.key.cpo, dp: detail.token.owner, module: "cdrs", at: detail.start)
        facts = ClearingFacts(
            now: now, publishedTariffs: try published.map { try $0.version.pricing() },
            session: session.map {
                SessionFacts(
                    dp: $0.dp, status: $0.status, start: $0.startedAt, energy: $0.energy, currency: $0.currency)
            },
            tokenOwners: owners, related: detail.isCredit ? [] : try Self.related(db, record), trade: trade,
            original: try Self.original(db, detail), zone: zone.rules,
            missingZone: zone.rules == nil ? zone.words : nil,
            ratingPolicy: terms.rating,
            latePublications: Set(published.filter { !$0.isPromised }.map(\.version.tariffID)),
            tariffFaults: try Self.faults(db, published))
    }

    /// What is pinned to the session; without pins, what was in force for the tariffs the CDR has or names, then for
    /// those of the connector, then for the session's.
    private static func published(
        _ db: Connection, _ detail: ChargeDetail, _ session: SessionRecord?, at now: Timestamp
    ) throws -> [TariffPin] {
        let pins = try session.map { try SessionTariffStore.pins(db, $0.cpo, $0.sessionID) } ?? []
        var ids = detail.tariffs.map(\.id) + detail.periods.compactMap(\.tariffID)
        if ids.isEmpty, !pins.isEmpty { return pins }
        if ids.isEmpty {
            let place = detail.place
            let connector = try LocationStore.connector(
                db, detail.key.cpo, place.locationID, evseUID: place.evseUID, connectorID: place.connectorID)
            ids = [try SessionTariffs.tariff(db, of: connector, detail.key.cpo)].compactMap { $0 }
        }
        if ids.isEmpty, let id = session?.tariffID { ids = [id] }
        var seen: Set<String> = []
        return try ids.filter { seen.insert($0.lowercased()).inserted }.compactMap { id in
            if let pin = pins.first(where: { $0.version.tariffID.lowercased() == id.lowercased() }) { return pin }
            return try TariffStore.inForce(db, detail.key.cpo, id, at: detail.start).map {
                TariffPin(version: $0.version, pinnedAt: now, isPromised: $0.isPromised, reason: $0.basis.rawValue)
            }
        }
    }

    /// The facts with each version of each published tariff in the place of the published one, the latest ten at most:
    /// what a claim that differs may be explained by, and nobody else needs.
    func withOtherVersions(_ db: Connection) throws -> ClearingFacts {
        var facts = facts
        facts.otherVersions = try Self.versions(db, published)
        return facts
    }

    private static func versions(_ db: Connection, _ published: [TariffPin]) throws -> [[Roaming.Tariff]] {
        let present = try published.map { try $0.version.pricing() }
        return try published.indices.flatMap { index in
            let record = published[index].version
            return try TariffStore.versions(db, record.owner, record.tariffID).suffix(10).map { version in
                var tariffs = present
                tariffs[index] = try version.pricing()
                return tariffs
            }
        }
    }

    private static func faults(_ db: Connection, _ published: [TariffPin]) throws -> [String] {
        try published.flatMap { pin in
            let findings = try TariffReviewStore.get(db, version: pin.version.versionID)?.findings ?? []
            return findings.filter { $0.severity == .error }.map {
                "tariff \(pin.version.tariffID), \($0.code): \($0.text)"
            }
        }
    }

    private static func country(of record: CDRRecord) throws -> String? {
        try JSON.parse(record.raw)["cdr_location"]?["country"]?.stringValue
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
