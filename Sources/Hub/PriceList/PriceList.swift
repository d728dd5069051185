import Digest
import HTTPMessage
import JSON
import OCPI
import Roaming
import SQLite

/// The public prices by location and connector, as far as a DP may use them.
///
/// A DP sees the shared locations and tariffs of the CPOs it has an agreement with, in the versions that would be
/// promised to a session starting now, and those already announced for later.
struct PriceList {
    let db: Connection
    let dp: PartyID
    let registry: Registry
    let now: Timestamp

    /// Locations in a page, whatever was asked for.
    static let pageCap = 100
    private static let pageSize = 20

    /// The answer before conditions and caching, and what it shows.
    struct Content: Sendable {
        var json: JSONValue
        /// When the content changes by itself, as far as is known.
        var nextChange: Timestamp?
        var shown: [ServedPriceKey] = []
        /// For the list.
        var total: Int?
        var nextOffset: Int?
    }

    /// Nil when there is no such location or connector, or none that the DP may see.
    func content(_ path: PriceListPath, query: [(name: String, value: String)]) throws -> Content? {
        switch path {
        case .list: return try list(query)
        case .location(let country, let party, let id):
            return try visible(country, party, id).flatMap { try location($0, only: nil) }
        case .connector(let country, let party, let id, let evseUID, let connectorID):
            return try visible(country, party, id).flatMap { try location($0, only: (evseUID, connectorID)) }
        }
    }

    private func list(_ query: [(name: String, value: String)]) throws -> Content {
        let request = try PageRequest(query: query)
        let limit = min(request.limit ?? Self.pageSize, Self.pageCap)
        let page = try LocationStore.page(
            db,
            PageQuery(
                owners: Set(registry.parties.keys.filter(mayUse)), dateFrom: request.from, dateTo: request.to,
                offset: request.offset, limit: limit, sharedOnly: true))
        var content = Content(json: .null, total: page.total)
        var items: [JSONValue] = []
        for record in page.items {
            guard let one = try location(record, only: nil) else { continue }
            items.append(one.json)
            content.shown += one.shown
            content.nextChange = [content.nextChange, one.nextChange].compactMap { $0 }.min()
        }
        content.json = .array(items)
        if request.offset + limit < page.total { content.nextOffset = request.offset + limit }
        return content
    }

    private func mayUse(_ cpo: PartyID) -> Bool {
        if case .allowed = registry.book.trade(cpo: cpo, dp: dp, module: ModuleID.tariffs.rawValue, at: now) {
            return true
        }
        return false
    }

    private func visible(_ country: String, _ party: String, _ id: String) throws -> LocationRecord? {
        guard let cpo = PartyID(country: country, party: party), mayUse(cpo),
            let record = try LocationStore.get(db, cpo, id), record.isShared
        else { return nil }
        return record
    }

    private func location(_ record: LocationRecord, only: (evse: String, connector: String)?) throws -> Content? {
        let location = try V221.Location(ObjectReader(JSON.parse(record.raw)))
        let zone = try LocationZone.find(db, record.owner, record.locationID)
        var content = Content(json: .null)
        var connectors: [JSONValue] = []
        var tariffs: [String: [ListedTariff]] = [:]
        for evse in location.evses where only.map({ $0.evse.uppercased() == evse.uid.uppercased() }) ?? true {
            for connector in evse.connectors
            where only.map({ $0.connector.uppercased() == connector.id.uppercased() }) ?? true {
                var listed: [ListedTariff] = []
                for id in connector.tariffIDs {
                    let key = id.lowercased()
                    let known = try tariffs[key] ?? ListedTariff.all(db, record.owner, id, zone: zone.rules, at: now)
                    tariffs[key] = known
                    listed += known
                }
                content.nextChange = ([content.nextChange] + listed.map(\.nextChange)).compactMap { $0 }.min()
                content.shown += listed.map {
                    ServedPriceKey(
                        dp: dp, owner: record.owner, locationID: record.locationID, evseUID: evse.uid,
                        connectorID: connector.id, versionID: $0.version.versionID)
                }
                connectors.append(json(connector, of: evse, listed))
            }
        }
        if only != nil, connectors.isEmpty { return nil }
        var object: JSONObject = [
            "country_code": .string(record.owner.country), "party_id": .string(record.owner.party),
            "location_id": .string(record.locationID),
        ]
        object["name"] = record.name.map(JSONValue.string)
        object["city"] = .string(record.city)
        object["country"] = .string(record.country)
        object["time_zone"] = zone.rules.map { .string($0.name) }
        object["connectors"] = .array(connectors)
        content.json = .object(object)
        return content
    }

    private func json(_ connector: V221.Connector, of evse: V221.EVSE, _ listed: [ListedTariff]) -> JSONValue {
        var object: JSONObject = ["evse_uid": .string(evse.uid)]
        object["evse_id"] = evse.evseID.map(JSONValue.string)
        object["connector_id"] = .string(connector.id)
        object["max_electric_power"] = connector.power.map { .number(JSONNumber($0)) }
        object["prices"] = .array(listed.map(\.json))
        return .object(object)
    }
}
