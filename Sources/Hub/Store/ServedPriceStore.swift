import Roaming
import SQLite

/// Who was shown which version of a tariff for which connector.
struct ServedPriceKey: Hashable, Sendable {
    var dp: PartyID
    var owner: PartyID
    var locationID: String
    var evseUID: String
    var connectorID: String
    /// Row of the version.
    var versionID: Int64
}

/// Evidence that a price was shown.
struct ServedPriceRecord: Hashable, Sendable {
    var key: ServedPriceKey
    /// Of the answer that carried it last.
    var etag: String
    var firstAt: Timestamp
    var lastAt: Timestamp
    var count: Int
}

enum ServedPriceStore {
    /// Adds to what is there: the count grows, the first moment stays, the last one never goes back.
    static func add(_ db: Connection, _ served: ServedPriceRecord) throws {
        try db.run(
            """
            INSERT INTO price_served (dp, owner, location_id, evse_uid, connector_id, tariff_version, etag,
              first_served_at, last_served_at, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET etag = excluded.etag,
              last_served_at = max(last_served_at, excluded.last_served_at), count = count + excluded.count
            """, served.key.dp, served.key.owner, served.key.locationID, served.key.evseUID, served.key.connectorID,
            served.key.versionID, served.etag, served.firstAt, served.lastAt, served.count)
    }

    /// For a connector, or everything of a DP when there is no place; latest first.
    static func list(
        _ db: Connection, dp: PartyID, owner: PartyID? = nil, place: ChargePlace? = nil, limit: Int = 10_000
    ) throws -> [ServedPriceRecord] {
        var terms = ["dp = ?"]
        var values: [(any Bindable)?] = [dp]
        if let owner, let place {
            terms += ["owner = ?", "location_id = ?", "evse_uid = ?", "connector_id = ?"]
            values += [owner, place.locationID, place.evseUID, place.connectorID]
        }
        return try db.query(
            """
            SELECT * FROM price_served WHERE \(terms.joined(separator: " AND "))
            ORDER BY last_served_at DESC, tariff_version DESC LIMIT ?
            """, values: values + [limit]
        ) { try ServedPriceRecord(row: $0) }
    }
}

extension ServedPriceRecord {
    fileprivate init(row: Row) throws {
        key = ServedPriceKey(
            dp: try row.party("dp"), owner: try row.party("owner"), locationID: try row.text("location_id"),
            evseUID: try row.text("evse_uid"), connectorID: try row.text("connector_id"),
            versionID: try row.int64("tariff_version"))
        etag = try row.text("etag")
        firstAt = try row.timestamp("first_served_at")
        lastAt = try row.timestamp("last_served_at")
        count = try row.int("count")
    }
}
