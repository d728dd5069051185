import AdminAPI
import JSON
import OCPI
import Roaming
import SQLite
import TimeZones

extension AdminReading {
    /// Everything the hub keeps of one tariff, also of one that was withdrawn.
    func tariffHistory(_ db: Connection) throws -> TariffHistory {
        guard let (owner, tariffID) = ResourceReader.split(call.id) else { throw noTariff() }
        let versions = try TariffStore.versions(db, owner, tariffID)
        guard let current = versions.last else { throw noTariff() }
        let connectors = try tariffConnectors(db, owner, tariffID)
        let zones = Set(connectors.map(\.timeZone)).sorted().compactMap { TimeZones.rules($0) }.map { rules in
            ZoneDocument(rules, from: call.now - .seconds(2 * 31_557_600), to: call.now + .seconds(3 * 31_557_600))
        }
        let shown = try versions.enumerated().map { index, version in
            try resource(
                version, supersededAt: index + 1 < versions.count ? versions[index + 1].receivedAt : nil, db)
        }
        return TariffHistory(
            id: current.id, zones: zones, connectors: connectors, versions: Array(shown.reversed()))
    }

    func noTariff() -> Problem { Problem(.notFound, "there is no tariff \(call.id)") }

    private func resource(
        _ version: TariffRecord, supersededAt: Timestamp?, _ db: Connection
    ) throws -> TariffVersionResource {
        TariffVersionResource(
            number: version.version, receivedAt: version.receivedAt, supersededAt: supersededAt,
            lastUpdated: version.lastUpdated, validFrom: version.validFrom, validTo: version.validTo,
            summary: version.summary, document: try? TariffDocument(version.pricing()),
            raw: try JSON.parse(version.raw),
            findings: try TariffReviewStore.get(db, version: version.versionID)?.findings ?? [],
            sessions: try SessionTariffStore.count(db, version: version.versionID))
    }

    private func tariffConnectors(
        _ db: Connection, _ owner: PartyID, _ tariffID: String
    ) throws -> [AdminAPI.TariffConnector] {
        var locations: [String: V221.Location] = [:]
        return try TariffStore.connectors(db, owner, tariffID).compactMap { place in
            if locations[place.locationID] == nil, let record = try LocationStore.get(db, owner, place.locationID) {
                locations[place.locationID] = try V221.Location(ObjectReader(JSON.parse(record.raw)))
            }
            guard let location = locations[place.locationID] else { return nil }
            let connector = location.evses.first { $0.uid.lowercased() == place.evseUID.lowercased() }?
                .connectors.first { $0.id.lowercased() == place.connectorID.lowercased() }
            return AdminAPI.TariffConnector(
                location: "\(owner)/\(place.locationID)", name: location.name, evse: place.evseUID,
                evseID: place.evseID, connector: place.connectorID, powerW: connector?.power,
                country: location.country, timeZone: location.timeZone, isPublished: location.publish)
        }
    }
}
