import Roaming
import SQLite

/// A CPO's location: the bytes that came, and what lists and routing need of them.
struct LocationRecord: Hashable, Sendable {
    var owner: PartyID
    var locationID: String
    var raw: [UInt8]
    var name: String?
    var city: String
    var country: String
    var timeZone: String
    var evseCount: Int
    var connectorCount: Int
    /// EVSEs by OCPI status.
    var statuses: [String: Int]
    /// It came by broadcast and may appear in GET All.
    var isShared: Bool
    /// The owner's own moment.
    var lastUpdated: Timestamp
    var receivedAt: Timestamp
}

/// A plug of a location, with the tariffs it names.
struct ConnectorRecord: Hashable, Sendable {
    var evseUID: String
    var evseID: String?
    var connectorID: String
    /// The EVSE's OCPI status.
    var status: String
    var tariffIDs: [String]
}

enum LocationStore {
    /// Inserts or replaces the location with all its connectors. Answers whether it is new.
    @discardableResult
    static func put(_ db: Connection, _ location: LocationRecord, connectors: [ConnectorRecord]) throws -> Bool {
        let known = try rowID(db, location.owner, location.locationID)
        let row = try db.one(
            """
            INSERT INTO location (owner, location_id, raw, name, city, country, time_zone, evse_count, connector_count,
              statuses, is_shared, last_updated, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (owner, location_id) DO UPDATE SET
              raw = excluded.raw, name = excluded.name, city = excluded.city, country = excluded.country,
              time_zone = excluded.time_zone, evse_count = excluded.evse_count,
              connector_count = excluded.connector_count, statuses = excluded.statuses,
              is_shared = excluded.is_shared, last_updated = excluded.last_updated, received_at = excluded.received_at
            RETURNING id
            """, location.owner, location.locationID, location.raw, location.name, location.city, location.country,
            location.timeZone, location.evseCount, location.connectorCount,
            WordList.write(counts: location.statuses), location.isShared, location.lastUpdated, location.receivedAt
        ) { try $0.int64(0) }
        guard let row else { throw StoreError.notFound("location \(location.locationID)") }
        try db.run("DELETE FROM connector WHERE location = ?", row)
        for connector in connectors { try insert(db, connector, of: location.owner, at: row) }
        return known == nil
    }

    private static func insert(
        _ db: Connection, _ connector: ConnectorRecord, of owner: PartyID, at location: Int64
    ) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO connector (location, evse_uid, connector_id, evse_id, status) VALUES (?, ?, ?, ?, ?)
            """, location, connector.evseUID, connector.connectorID, connector.evseID, connector.status)
        for tariff in connector.tariffIDs {
            try db.run(
                """
                INSERT OR IGNORE INTO connector_tariff (owner, tariff_id, location, evse_uid, connector_id)
                VALUES (?, ?, ?, ?, ?)
                """, owner, tariff, location, connector.evseUID, connector.connectorID)
        }
    }

    static func get(_ db: Connection, _ owner: PartyID, _ locationID: String) throws -> LocationRecord? {
        try db.one("SELECT * FROM location WHERE owner = ? AND location_id = ?", owner, locationID) {
            try LocationRecord(row: $0)
        }
    }

    /// Every CPO that has a location of this id: ids are unique per CPO only.
    static func owners(_ db: Connection, locationID: String) throws -> [PartyID] {
        try db.query("SELECT owner FROM location WHERE location_id = ? ORDER BY owner", locationID) {
            try $0.party("owner")
        }
    }

    static func connectors(_ db: Connection, _ owner: PartyID, _ locationID: String) throws -> [ConnectorRecord] {
        guard let row = try rowID(db, owner, locationID) else { return [] }
        return try db.query("SELECT * FROM connector WHERE location = ? ORDER BY evse_uid, connector_id", row) {
            var connector = try ConnectorRecord(row: $0)
            connector.tariffIDs = try tariffs(db, row, connector)
            return connector
        }
    }

    /// The connector a session or CDR names; nil when the location does not have it.
    static func connector(
        _ db: Connection, _ owner: PartyID, _ locationID: String, evseUID: String, connectorID: String
    ) throws -> ConnectorRecord? {
        let found = try db.one(
            """
            SELECT c.* FROM location l JOIN connector c ON c.location = l.id
            WHERE l.owner = ? AND l.location_id = ? AND c.evse_uid = ? AND c.connector_id = ?
            """, owner, locationID, evseUID, connectorID
        ) { (location: try $0.int64("location"), connector: try ConnectorRecord(row: $0)) }
        guard let found else { return nil }
        var connector = found.connector
        connector.tariffIDs = try tariffs(db, found.location, connector)
        return connector
    }

    private static func tariffs(
        _ db: Connection, _ location: Int64, _ connector: ConnectorRecord
    ) throws -> [String] {
        try db.query(
            """
            SELECT tariff_id FROM connector_tariff WHERE location = ? AND evse_uid = ? AND connector_id = ?
            ORDER BY tariff_id
            """, location, connector.evseUID, connector.connectorID
        ) { try $0.text(0) }
    }

    static func page(_ db: Connection, _ page: PageQuery) throws -> PageResult<LocationRecord> {
        try db.page("location", page.filter(), page) { try LocationRecord(row: $0) }
    }

    private static func rowID(_ db: Connection, _ owner: PartyID, _ locationID: String) throws -> Int64? {
        try db.one("SELECT id FROM location WHERE owner = ? AND location_id = ?", owner, locationID) {
            try $0.int64(0)
        }
    }
}

extension ConnectorRecord {
    /// Without its tariffs.
    fileprivate init(row: Row) throws {
        evseUID = try row.text("evse_uid")
        evseID = try row.optionalText("evse_id")
        connectorID = try row.text("connector_id")
        status = try row.text("status")
        tariffIDs = []
    }
}

extension LocationRecord {
    /// The feed's id, "NL*FAS/LOC1".
    var id: String { "\(owner)/\(locationID)" }

    fileprivate init(row: Row) throws {
        owner = try row.party("owner")
        locationID = try row.text("location_id")
        raw = try row.blob("raw")
        name = try row.optionalText("name")
        city = try row.text("city")
        country = try row.text("country")
        timeZone = try row.text("time_zone")
        evseCount = try row.int("evse_count")
        connectorCount = try row.int("connector_count")
        statuses = WordList.read(counts: try row.text("statuses"))
        isShared = try row.bool("is_shared")
        lastUpdated = try row.timestamp("last_updated")
        receivedAt = try row.timestamp("received_at")
    }
}
