import JSON
import OCPI
import Roaming

/// Something a simulated party sends to the hub. The core makes them; the shell puts them on the wire.
enum Message: Hashable, Sendable {
    case tariff(V221.Tariff)
    case location(V221.Location)
    case token(V221.Token)
    case evseStatus(V221.EVSEStatus, locationID: String, evseUID: String, at: Timestamp)
    /// The answer comes back to the core under the same EVSE.
    case authorize(V221.Token, locationID: String, evseUID: String)
    case putSession(V221.Session)
    case patchSession(id: String, dp: PartyID, JSONObject)
    case cdr(V221.CDR)
    case command(V221.Command, to: PartyID)
    case result(V221.CommandResult, command: V221.CommandType, url: String)
}

/// What became of a message.
enum Outcome: Hashable, Sendable {
    case accepted
    /// The hub, or the receiver through it, said no.
    case refused(OCPIStatus)
    /// Nobody answered.
    case lost

    /// Whether the same message may fare better later: the receiver or the hub was not there.
    var isTemporary: Bool {
        switch self {
        case .accepted: false
        case .lost: true
        case .refused(let status): (4000...4999).contains(status.rawValue) || status.rawValue == 0
        }
    }
}

/// A message in its lane: messages of one lane go out one after the other, in order.
struct Outgoing: Hashable, Sendable {
    let lane: String
    let message: Message
}
