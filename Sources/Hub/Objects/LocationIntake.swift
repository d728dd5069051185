import JSON
import OCPI
import Roaming

/// Locations come whole or in parts: an EVSE or a connector has an address of its own.
extension ObjectIntake {
    func location(_ body: JSONValue?, _ owner: PartyID, _ ids: [String], isPatch: Bool) throws -> Outcome {
        let sent = try object(body)
        let known = try LocationStore.get(db, owner, ids[0])
        if ids.count == 1, !isPatch {
            return try put(location: .object(sent), owner, known: known)
        }
        guard let known, case .object(let stored) = try JSON.parse(known.raw) else {
            throw Refusal.http(404, .unknownLocation, "location \(owner)/\(ids[0]) is unknown here: PUT it first")
        }
        let merged = try edit(stored, ids.dropFirst(), with: sent, isPatch: isPatch)
        return try put(location: .object(merged), owner, known: known)
    }

    /// A whole location, from a push or a pull; an older `last_updated` than the stored one changes nothing.
    func put(location value: JSONValue, _ owner: PartyID, known: LocationRecord?) throws -> Outcome {
        let location = try V221.Location(ObjectReader(value))
        if let known, location.lastUpdated < known.lastUpdated { return .updated }
        if !isShared, known?.isShared == true { return .updated }
        var statuses: [String: Int] = [:]
        for evse in location.evses { statuses[evse.status.rawValue, default: 0] += 1 }
        try markTariffs(of: location, known)
        let connectors = location.evses.flatMap { evse in
            evse.connectors.map { connector in
                ConnectorRecord(
                    evseUID: evse.uid, evseID: evse.evseID, connectorID: connector.id, status: evse.status.rawValue,
                    tariffIDs: connector.tariffIDs)
            }
        }
        try LocationStore.put(
            db,
            LocationRecord(
                owner: owner, locationID: location.id, raw: value.serialized(), name: location.name,
                city: location.city, country: location.country, timeZone: location.timeZone,
                evseCount: location.evses.count, connectorCount: connectors.count, statuses: statuses,
                isShared: isShared, lastUpdated: location.lastUpdated, receivedAt: now),
            connectors: connectors)
        try Feed.touch(db, .location, id: "\(owner)/\(location.id)", at: now)
        return known == nil ? .created : .updated
    }

    /// Reviews of tariffs depend on the connectors that name them: those that changed are to be made again.
    private func markTariffs(of location: V221.Location, _ known: LocationRecord?) throws {
        let before = try known.map { try V221.Location(ObjectReader(JSON.parse($0.raw))) }
        let (old, new) = (before.map(TariffUse.all) ?? [], TariffUse.all(location))
        for id in Set(old.symmetricDifference(new).map(\.tariffID)) {
            try TariffReviewStore.markStale(db, location.party, id)
        }
    }

    /// The stored object with one of its EVSEs or connectors replaced or patched, and every parent's `last_updated`
    /// raised to the part's own (OCPI 2.2.1, locations, PUT and PATCH).
    private func edit(
        _ stored: JSONObject, _ ids: ArraySlice<String>, with sent: JSONObject, isPatch: Bool
    ) throws -> JSONObject {
        guard let id = ids.first else { return try MergePatch.apply(sent, to: stored) }
        let (list, key) = ids.startIndex == 1 ? ("evses", "uid") : ("connectors", "id")
        var items: [JSONValue] = []
        if case .array(let found)? = stored[list] { items = found }
        let index = items.firstIndex { item in
            guard case .object(let object) = item, case .string(let text)? = object[key] else { return false }
            return text.uppercased() == id.uppercased()
        }
        let part: JSONObject
        let isLast = ids.count == 1
        if isLast, !isPatch {
            part = sent
        } else {
            guard let index, case .object(let object) = items[index] else {
                throw Refusal.http(404, .clientError, "there is no \(id) in \(list): PUT it first")
            }
            part = try edit(object, ids.dropFirst(), with: sent, isPatch: isPatch)
        }
        if let index { items[index] = .object(part) } else { items.append(.object(part)) }
        var parent = stored
        parent[list] = .array(items)
        if case .string(let moment)? = sent["last_updated"], let new = Timestamp(rfc3339: moment) {
            var old: Timestamp?
            if case .string(let text)? = parent["last_updated"] { old = Timestamp(rfc3339: text) }
            if old.map({ $0 < new }) ?? true { parent["last_updated"] = .string(moment) }
        }
        return parent
    }
}

/// A connector's use of a tariff, with what the review of the tariff reads of it.
private struct TariffUse: Hashable {
    let tariffID: String
    let evseUID: String
    let connectorID: String
    let power: Int?
    let all: [String]
    let country: String
    let timeZone: String
    let isPublished: Bool

    static func all(_ location: V221.Location) -> Set<TariffUse> {
        Set(
            location.evses.flatMap { evse in
                evse.connectors.flatMap { connector in
                    connector.tariffIDs.map {
                        TariffUse(
                            tariffID: $0, evseUID: evse.uid, connectorID: connector.id, power: connector.power,
                            all: connector.tariffIDs, country: location.country, timeZone: location.timeZone,
                            isPublished: location.publish)
                    }
                }
            })
    }
}
