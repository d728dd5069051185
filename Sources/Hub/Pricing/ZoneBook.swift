import Roaming
import SQLite

/// Finds the clocks that a CPO's local prices mean.
///
/// Sources in order: the location's own `time_zone`, then the only zone of its country. There is no third: UTC would be
/// wrong by hours and nobody would see it.
public struct ZoneBook: Sendable {
    /// By IANA name; nil for a name that does not exist.
    let rules: @Sendable (String) -> ZoneRules?

    public init(rules: @escaping @Sendable (String) -> ZoneRules?) { self.rules = rules }

    /// - Parameter country: ISO 3166-1 alpha-3 from the CDR, for a location that the hub does not know.
    func zone(
        _ db: Connection, _ cpo: PartyID, _ locationID: String, country: String? = nil
    ) throws -> LocationZone {
        let location = try LocationStore.get(db, cpo, locationID)
        if let name = location?.timeZone, !name.isEmpty, let found = rules(name) {
            return LocationZone(rules: found, words: "\(name), from location \(cpo)/\(locationID)")
        }
        if let country = location?.country ?? country, let name = CountryZone.name(country: country),
            let found = rules(name)
        {
            return LocationZone(rules: found, words: "\(name), the only zone of \(country.uppercased())")
        }
        guard let location else {
            return LocationZone(
                rules: nil,
                words: "location \(cpo)/\(locationID) is unknown here: its CPO has to send it, then check the CDR again")
        }
        let fault = location.timeZone.isEmpty ? "has no time_zone" : "has the unknown time_zone \(location.timeZone)"
        return LocationZone(
            rules: nil,
            words: "location \(location.id) \(fault): its CPO has to correct it, then check the CDR again")
    }
}

/// A zone and where it came from, or why there is none and what to do about it.
struct LocationZone: Hashable, Sendable {
    var rules: ZoneRules?
    var words: String
}
