import OCPI
import Roaming

/// A CPO's sites: two to six EVSEs each, fast ones along the road and slow ones in town.
struct Fleet: Sendable {
    var locations: [V221.Location]

    static func make(for plan: PartyPlan, random: inout SeededRandom, at now: Timestamp) -> Fleet {
        var locations: [V221.Location] = []
        var left = plan.evses
        var number = 0
        while left > 0 {
            let count = min(left, random.int(2...6))
            number += 1
            let city = plan.country.cities[(number - 1) % plan.country.cities.count]
            let isFast = number % 2 == 1
            let evses = (1...count).map { evse(plan, site: number, place: $0, isFast: isFast, at: now) }
            locations.append(
                V221.Location(
                    party: plan.id, id: "LOC\(number)", name: "\(plan.name) \(city.name) \(number)",
                    address: "\(isFast ? "Ringweg" : "Marktplein") \(random.int(1...180))", city: city.name,
                    postalCode: city.postalCode, country: plan.country.alpha3,
                    coordinates: V221.GeoLocation(latitude: city.latitude, longitude: city.longitude),
                    timeZone: plan.country.timeZone, operatorDetails: V221.BusinessDetails(name: plan.name),
                    evses: evses, lastUpdated: now))
            left -= count
        }
        return Fleet(locations: locations)
    }

    private static func evse(
        _ plan: PartyPlan, site: Int, place: Int, isFast: Bool, at now: Timestamp
    ) -> V221.EVSE {
        let tariffs = TariffBook.tariffIDs(isFast: isFast, place: site / 2 + place)
        let connector =
            isFast
            ? V221.Connector(
                id: "1", standard: "IEC_62196_T2_COMBO", format: "CABLE", powerType: "DC", maxVoltage: 920,
                maxAmperage: 400, maxElectricPower: 150_000, tariffIDs: tariffs, lastUpdated: now)
            : V221.Connector(
                id: "1", standard: "IEC_62196_T2", format: "SOCKET", powerType: "AC_3_PHASE", maxVoltage: 230,
                maxAmperage: 32, maxElectricPower: 22_000, tariffIDs: tariffs, lastUpdated: now)
        return V221.EVSE(
            uid: "L\(site)E\(place)", evseID: "\(plan.id.country)*\(plan.id.party)*E\(1000 + site * 10 + place)",
            status: .available,
            capabilities: ["REMOTE_START_STOP_CAPABLE", "RESERVABLE", "RFID_READER", "UNLOCK_CAPABLE"],
            connectors: [connector], physicalReference: "\(place)", lastUpdated: now)
    }

    func evse(_ uid: String) -> (location: V221.Location, evse: V221.EVSE)? {
        for location in locations {
            if let evse = location.evses.first(where: { $0.uid == uid }) { return (location, evse) }
        }
        return nil
    }

    /// Changes an EVSE's status; the location's last_updated follows, as the specification asks.
    mutating func set(_ status: V221.EVSEStatus, ofEVSE uid: String, at now: Timestamp) {
        for index in locations.indices where locations[index].evses.contains(where: { $0.uid == uid }) {
            locations[index] = locations[index].withEVSEs(
                locations[index].evses.map { $0.uid == uid ? $0.with(status, at: now) : $0 }, at: now)
        }
    }
}

extension V221.Location {
    func withEVSEs(_ evses: [V221.EVSE], at now: Timestamp) -> V221.Location {
        V221.Location(
            party: party, id: id, publish: publish, name: name, address: address, city: city, postalCode: postalCode,
            country: country, coordinates: coordinates, timeZone: timeZone, operatorDetails: operatorDetails,
            evses: evses, lastUpdated: now)
    }
}

extension V221.EVSE {
    func with(_ status: V221.EVSEStatus, at now: Timestamp) -> V221.EVSE {
        V221.EVSE(
            uid: uid, evseID: evseID, status: status, capabilities: capabilities, connectors: connectors,
            physicalReference: physicalReference, lastUpdated: now)
    }
}
