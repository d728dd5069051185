import Roaming
import SQLite

/// Looks for sessions that went silent, and for finished ones without a CDR.
enum SessionWatch {
    static func run(_ db: Connection, now: Timestamp) throws {
        let limits = try HubSettings.read(db)
        let silence = Duration.seconds(limits.stuckAfterSeconds)
        let cdrDue = Duration.seconds(limits.cdrDueAfterSeconds)
        for session in try SessionStore.silent(db, since: now - silence)
        where !session.flags.contains(SessionFlag.stuck) {
            let age = now - session.receivedAt
            let evse = try LocationStore.connector(
                db, session.cpo, session.locationID, evseUID: session.evseUID, connectorID: session.connectorID)
            var reason = "silent for \(age.components.seconds / 60) min"
            if evse?.status == "AVAILABLE" { reason += "; EVSE is free" }
            try SessionStore.setFlags(
                db, session.cpo, session.sessionID, flags: session.flags + [SessionFlag.stuck], reason: reason)
            try Alerts.raise(
                db, .session, session.id, code: SessionFlag.stuck, severity: .warning, text: reason, at: now)
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
