import JSON
import OCPI
import Roaming

/// One live session of a load run, and its next update. Energy only grows, so every update is accepted.
struct LoadSession: Sendable {
    private(set) var session: V221.Session
    private var updates = 0

    init(number: Int, party: PartyPlan, token: V221.CDRToken, station: Station, run: String, at now: Timestamp) {
        session = V221.Session(
            party: party.id, id: "L\(run)-\(number)", start: now, kwh: Quantity(0), token: token,
            authMethod: .whitelist, locationID: station.locationID, evseUID: station.evseUID,
            connectorID: station.connector.id, currency: party.currency, status: .active, lastUpdated: now)
    }

    /// The next message about the session: itself as a whole, or what changed.
    mutating func update(whole: Bool, at now: Timestamp) -> Message {
        updates += 1
        let kwh = Quantity.kilowattHours(updates * 137)
        let old = session
        session = V221.Session(
            party: old.party, id: old.id, start: old.start, kwh: kwh, token: old.token, authMethod: old.authMethod,
            locationID: old.locationID, evseUID: old.evseUID, connectorID: old.connectorID, currency: old.currency,
            status: .active, lastUpdated: max(now, old.lastUpdated + .milliseconds(1)))
        if whole { return .putSession(session) }
        let patch: JSONObject = ["kwh": kwh.json, "last_updated": .string(session.lastUpdated.rfc3339)]
        return .patchSession(id: session.id, dp: session.token.party, patch)
    }
}
