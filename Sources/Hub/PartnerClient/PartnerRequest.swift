import HTTPMessage
import OCPI
import Roaming

/// One request of the hub to a partner, before the connection's token is put on it.
struct PartnerRequest: Sendable {
    var method: HTTPMethod
    var url: String
    /// Routing and id headers; written over whatever `headers` holds of them.
    var routing: RoutingHeaders
    var body: [UInt8]?
    /// What the request is about, for the message log.
    var subject: MessageSubject = MessageSubject()
}

/// What a message is about, as far as its path and body tell; the keys by which an operator looks for it.
struct MessageSubject: Hashable, Sendable {
    /// The OCPI module, or "credentials", "versions".
    var module: String = ""
    /// `NL*FAS/ID` of the object.
    var object: String?
    /// `NL*FAS/ID` of the session the object belongs to.
    var session: String?
    var from: PartyID?
    var to: PartyID?
}
