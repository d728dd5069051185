import Roaming
import SQLite
import TimeZones

/// The clocks that a CPO's local prices mean and where the hub knows them from, or why there are none.
///
/// Sources in order: the location's own `time_zone`, then the only zone of its country. There is no third: UTC would be
/// wrong by hours and nobody would see it.
struct LocationZone: Hashable, Sendable {
    var rules: ZoneRules?
    /// For people; without rules also what has to be done.
    var words: String

    /// - Parameter country: ISO 3166-1 alpha-3 from the CDR, for a location that the hub does not know.
    static func find(
        _ db: Connection, _ cpo: PartyID, _ locationID: String, country: String? = nil
    ) throws -> LocationZone {
        let location = try LocationStore.get(db, cpo, locationID)
        if let name = location?.timeZone, let found = TimeZones.rules(name) {
            return LocationZone(rules: found, words: "\(name), from location \(cpo)/\(locationID)")
        }
        if let country = location?.country ?? country, let found = onlyZone(of: country) {
            return LocationZone(rules: found, words: "\(found.name), the only zone of \(country.uppercased())")
        }
        guard let location else {
            return LocationZone(
                words: "location \(cpo)/\(locationID) is unknown here: its CPO has to send it, then check the CDR again"
            )
        }
        let fault = location.timeZone.isEmpty ? "has no time_zone" : "has the unknown time_zone \(location.timeZone)"
        return LocationZone(
            words: "location \(location.id) \(fault): its CPO has to correct it, then check the CDR again")
    }

    /// The zone that all locations have which use a tariff; nil where they differ, one has none, or there is no location.
    static func common(_ db: Connection, _ owner: PartyID, tariffID: String) throws -> ZoneRules? {
        let zones = try TariffStore.clocks(db, owner, tariffID).map { clock in
            TimeZones.rules(clock.timeZone) ?? onlyZone(of: clock.country)
        }
        guard let first = zones.first ?? nil, zones.allSatisfy({ $0?.name == first.name }) else { return nil }
        return first
    }

    private static func onlyZone(of country: String) -> ZoneRules? {
        CountryZones.zone(of: country.uppercased()).flatMap(TimeZones.rules)
    }
}
