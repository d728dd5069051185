import Roaming
import SQLite

/// A connector that names a tariff, by its row of the location.
struct TariffPlace: Hashable, Sendable {
    var locationID: String
    var evseUID: String
    var evseID: String?
    var connectorID: String
}

extension TariffStore {
    /// Ids of the owner's tariffs that were not withdrawn.
    static func knownIDs(_ db: Connection, _ owner: PartyID) throws -> Set<String> {
        Set(
            try db.query("SELECT tariff_id FROM tariff WHERE owner = ? AND deleted_at IS NULL", owner) {
                try $0.text(0)
            })
    }

    /// Time zone and country of the locations that use the tariff, each pair once.
    static func clocks(
        _ db: Connection, _ owner: PartyID, _ tariffID: String
    ) throws -> [(timeZone: String, country: String)] {
        try db.query(
            """
            SELECT DISTINCT l.time_zone, l.country FROM connector_tariff t JOIN location l ON l.id = t.location
            WHERE t.owner = ? AND t.tariff_id = ?
            """, owner, tariffID
        ) { (timeZone: try $0.text(0), country: try $0.text(1)) }
    }

    /// Connectors of the owner that name the tariff, in the order of their ids, so many at most.
    static func connectors(
        _ db: Connection, _ owner: PartyID, _ tariffID: String, limit: Int = 100_000
    ) throws -> [TariffPlace] {
        try db.query(
            """
            SELECT l.location_id, c.evse_uid, c.evse_id, c.connector_id
            FROM connector_tariff t JOIN location l ON l.id = t.location
              JOIN connector c ON c.location = t.location AND c.evse_uid = t.evse_uid
                AND c.connector_id = t.connector_id
            WHERE t.owner = ? AND t.tariff_id = ? ORDER BY l.location_id, c.evse_uid, c.connector_id LIMIT ?
            """, owner, tariffID, limit
        ) {
            TariffPlace(
                locationID: try $0.text("location_id"), evseUID: try $0.text("evse_uid"),
                evseID: try $0.optionalText("evse_id"), connectorID: try $0.text("connector_id"))
        }
    }
}
