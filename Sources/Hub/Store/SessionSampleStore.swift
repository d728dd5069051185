import Roaming
import SQLite

/// The meter of a session at a moment, as one of its updates told it.
struct SessionSample: Hashable, Sendable {
    var at: Timestamp
    /// kWh since the start.
    var energy: Decimal4
}

/// Meter values of sessions that come without charging periods; others need none.
enum SessionSampleStore {
    static func add(_ db: Connection, session: Int64, _ sample: SessionSample) throws {
        try db.run(
            """
            INSERT INTO session_sample (session, at, energy) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET energy = excluded.energy
            """, session, sample.at, sample.energy)
    }

    /// In order of time.
    static func list(_ db: Connection, session: Int64) throws -> [SessionSample] {
        try db.query("SELECT at, energy FROM session_sample WHERE session = ? ORDER BY at", session) {
            SessionSample(at: try $0.timestamp("at"), energy: try $0.decimal("energy"))
        }
    }
}
