import Roaming
import SQLite

/// Looks for sessions that went silent, and for finished ones without a CDR.
enum SessionWatch {
    /// An active session is stuck after this much silence of its CPO, in business time.
    static let silence: Duration = .seconds(15 * 60)
    /// A finished session should have its CDR after this.
    static let cdrDue: Duration = .seconds(20 * 60)

    static func run(_ db: Connection, now: Timestamp) throws {
        for session in try SessionStore.live(db) {
            let age = now - session.receivedAt
            guard age > silence, !session.flags.contains(SessionFlag.stuck) else { continue }
            let evse = try LocationStore.connector(
                db, session.cpo, session.locationID, evseUID: session.evseUID, connectorID: session.connectorID)
            var reason = "silent for \(age.components.seconds / 60) min"
            if evse?.status == "AVAILABLE" { reason += "; EVSE is free" }
            try SessionStore.setFlags(
                db, session.cpo, session.sessionID, flags: session.flags + [SessionFlag.stuck], reason: reason)
            try Feed.touch(db, .session, id: session.id, at: now)
        }
        for session in try SessionStore.withoutCDR(db, endedBefore: now - cdrDue) {
            try SessionStore.setFlags(
                db, session.cpo, session.sessionID, flags: session.flags + [SessionFlag.noCDR],
                reason: "ended \(session.endedAt?.rfc3339 ?? "?"), no CDR yet")
            try Feed.touch(db, .session, id: session.id, at: now)
        }
    }
}
