/// What of the price list is asked for: `/prices/v1/locations`, one location, or one connector.
enum PriceListPath: Hashable, Sendable {
    case list
    case location(country: String, party: String, id: String)
    case connector(country: String, party: String, id: String, evseUID: String, connectorID: String)

    /// Nil for anything else; a slash at the end changes nothing.
    init?(_ path: [String]) {
        let segments = path.last == "" ? Array(path.dropLast()) : path
        guard segments.starts(with: ["prices", "v1", "locations"]), !segments.contains("") else { return nil }
        switch segments.count {
        case 3: self = .list
        case 6: self = .location(country: segments[3], party: segments[4], id: segments[5])
        case 8:
            self = .connector(
                country: segments[3], party: segments[4], id: segments[5], evseUID: segments[6],
                connectorID: segments[7])
        default: return nil
        }
    }
}
