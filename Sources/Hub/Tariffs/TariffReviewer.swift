import AdminAPI
import JSON
import OCPI
import Roaming
import SQLite

/// Gathers what the hub knows around a tariff, and reviews its current version.
struct TariffReviewer {
    let db: Connection
    let now: Timestamp

    /// Connectors that are looked at; a tariff of thousands is not judged by each of them.
    private static let connectorLimit = 200

    /// Reviews a version and stores it; moves the feed when it says something new.
    func review(_ record: TariffRecord) throws {
        let tariff = try record.pricing()
        let connectors = try self.connectors(
            TariffStore.connectors(db, record.owner, record.tariffID, limit: Self.connectorLimit), record)
        let zone = try LocationZone.common(db, record.owner, tariffID: record.tariffID)
        let previous = try TariffStore.versions(db, record.owner, record.tariffID).last { $0.version < record.version }
        let context = RuleContext(
            tariff: tariff, altTexts: try V221.Tariff(ObjectReader(JSON.parse(record.raw))).altText.map(\.text),
            connectors: connectors, previous: try previous?.pricing(),
            openSessions: try previous.map { try SessionTariffStore.liveCount(db, version: $0.versionID) } ?? 0,
            knownTariffIDs: try TariffStore.knownIDs(db, record.owner), now: now, zone: zone,
            comparisons: try comparisons(tariff, connectors, record, zone))
        let settings = try HubSettings.read(db).rules
        let review = TariffReview(
            context, settings: settings, zone: zone,
            inForceAt: max(record.receivedAt, record.validFrom ?? record.receivedAt))
        let known = try TariffReviewStore.get(db, version: record.versionID)
        try TariffReviewStore.put(db, version: record.versionID, review, at: now)
        if known != review { try Feed.touch(db, .tariff, id: record.id, at: now) }
    }

    /// Reviews that were asked for, so many at a time; answers how many there were.
    @discardableResult
    func reviewDue(limit: Int) throws -> Int {
        let due = try TariffReviewStore.due(db, limit: limit)
        for id in due { if let record = try TariffStore.version(db, id: id) { try review(record) } }
        return due.count
    }

    private func connectors(
        _ places: [TariffPlace], _ record: TariffRecord
    ) throws -> [Roaming.TariffConnector] {
        var locations: [String: V221.Location] = [:]
        var others: [String: Roaming.TariffConnector.OtherTariff?] = [:]
        return try places.compactMap { place in
            if locations[place.locationID] == nil,
                let known = try LocationStore.get(db, record.owner, place.locationID)
            {
                locations[place.locationID] = try V221.Location(ObjectReader(JSON.parse(known.raw)))
            }
            guard let location = locations[place.locationID],
                let connector = location.evses.first(where: { $0.uid.lowercased() == place.evseUID.lowercased() })?
                    .connectors.first(where: { $0.id.lowercased() == place.connectorID.lowercased() })
            else { return nil }
            for id in connector.tariffIDs where others[id] == nil {
                others[id] = try TariffStore.current(db, record.owner, id).flatMap { other in
                    other.deletedAt == nil
                        ? .init(
                            id: other.tariffID, type: other.type, validFrom: other.validFrom, validTo: other.validTo)
                        : nil
                }
            }
            return Roaming.TariffConnector(
                name: "\(place.locationID) \(place.evseUID) \(place.connectorID)", power: connector.power ?? 0,
                country: location.country.uppercased(), isPublic: location.publish, tariffIDs: connector.tariffIDs,
                others: connector.tariffIDs.filter { $0.lowercased() != record.tariffID.lowercased() }
                    .compactMap { others[$0] ?? nil })
        }
    }

    /// The standard sessions under this tariff beside those under the ad hoc tariff of the same connector, each pair once.
    private func comparisons(
        _ tariff: Roaming.Tariff, _ connectors: [Roaming.TariffConnector], _ record: TariffRecord, _ zone: ZoneRules?
    ) throws -> [SessionComparison] {
        guard record.type != "AD_HOC_PAYMENT",
            let zone = zone ?? (TariffLookup(tariff).needsZone ? nil : .utc)
        else { return [] }
        let monday = CivilDate(daysSince1970: now.date.daysSince1970 - Int64(now.date.weekday - 1))
        var seen: Set<String> = []
        var found: [SessionComparison] = []
        for connector in connectors {
            for other in connector.others where other.type == "AD_HOC_PAYMENT" && seen.insert(other.id).inserted {
                guard let adHoc = try TariffStore.current(db, record.owner, other.id)?.pricing() else { continue }
                for session in StandardSession.all {
                    guard let roaming = session.cost(tariff, zone: zone, monday: monday).charge?.total.net,
                        let open = session.cost(adHoc, zone: zone, monday: monday).charge?.total.net
                    else { continue }
                    found.append(
                        SessionComparison(
                            connector: connector.name, country: connector.country, session: session.id,
                            partner: "every DP", adHoc: open, roaming: roaming))
                }
            }
        }
        return found
    }
}
