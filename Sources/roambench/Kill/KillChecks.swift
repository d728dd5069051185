import AdminAPI
import DeskCache
import Roaming
import SQLite

/// What must hold after the kills; each fault is a sentence.
struct KillChecks {
    let hubStore: String
    let cache: String
    let record: KillTraffic.Record

    func faults() throws -> [String] {
        let hub = try Connection(path: hubStore, mode: .readOnly)
        return try messages(hub) + sessions(hub) + desk(hub)
    }

    /// Every acknowledged message is in the log, and so is what was passed on for it.
    private func messages(_ hub: Connection) throws -> [String] {
        var faults: [String] = []
        var incoming: [String: Int64] = [:]
        try hub.each("SELECT request_id, id FROM message WHERE direction = 'in'", values: []) {
            incoming[try $0.text(0)] = try $0.int64(1)
        }
        var served: Set<Int64> = []
        try hub.each("SELECT cause_id FROM message WHERE direction = 'out' AND cause_id IS NOT NULL", values: []) {
            served.insert(try $0.int64(0))
        }
        let lost = record.acknowledged.filter { incoming[$0] == nil }
        if !lost.isEmpty { faults.append("\(lost.count) acknowledged messages are not in the log, first \(lost[0])") }
        let unserved = record.acknowledged.filter { incoming[$0].map { !served.contains($0) } ?? false }
        if !unserved.isEmpty { faults.append("\(unserved.count) acknowledged messages have no onward message") }
        return faults
    }

    /// Every session stands at what was acknowledged last, or at something sent after it.
    private func sessions(_ hub: Connection) throws -> [String] {
        var stored: [String: Int64] = [:]
        try hub.each("SELECT session_id, last_updated FROM session", values: []) {
            stored[try $0.text(0)] = try $0.int64(1)
        }
        return record.lastAcknowledged.compactMap { id, step in
            let least = SessionBody.updated(step).milliseconds
            let most = SessionBody.updated(record.lastSent[id] ?? step).milliseconds
            guard let moment = stored[id] else { return "session \(id) was acknowledged and is not in the store" }
            guard (least...most).contains(moment) else {
                return "session \(id) was acknowledged at step \(step) and stands at another one"
            }
            return nil
        }
    }

    /// The replica is what the hub has: nothing missing, nothing twice, nothing older.
    private func desk(_ hub: Connection) throws -> [String] {
        var faults: [String] = []
        let replica = try CacheReader(path: cache)
        let head = try hub.one("SELECT coalesce(max(seq), 0) FROM feed") { try $0.int64(0) } ?? 0
        let seq = try replica.state().seq
        if seq != head { faults.append("the desk stands at \(seq), the hub at \(head)") }
        var count = 0
        try hub.each(
            """
            SELECT f.id, f.version, s.last_updated FROM feed f
            JOIN session s ON f.id = s.cpo || '/' || s.session_id WHERE f.kind = 'session'
            """, values: []
        ) { row in
            count += 1
            let id = try row.text(0)
            guard case .session(let session)? = try replica.resource(.session, id) else {
                faults.append("session \(id) is not in the desk")
                return
            }
            let (version, moment) = (try row.int(1), try row.int64(2))
            if session.version != version || session.lastUpdateAt.milliseconds != moment {
                faults.append("session \(id) in the desk is not what the hub has")
            }
        }
        let total = try replica.total(.session)
        if total != count { faults.append("the desk has \(total) sessions, the hub \(count)") }
        return faults
    }
}
