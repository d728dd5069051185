import HTTPMessage
import JSON
import OCPI
import Roaming

/// What a party knows of the hub once they are registered with each other.
struct HubConnection: Hashable, Sendable {
    /// The token we send. A secret.
    let token: String
    let versionsURL: String
    let details: V221.VersionDetails
    let hub: PartyID

    /// The URL of a module's side at the hub; nil when the hub does not serve it.
    func url(_ module: ModuleID, _ interface: InterfaceRole) -> String? {
        details.url(of: module, interface)
    }
}

/// A request ready for the wire, but for its ids.
struct WireRequest: Hashable, Sendable {
    let method: HTTPMethod
    let url: String
    /// Nil leaves the TO headers out: an open routing request.
    let to: PartyID?
    let body: JSONValue?
}

extension HubConnection {
    /// How a message is sent; nil when the hub lacks the endpoint, or nobody waits for the result.
    ///
    /// Objects for everybody go to the hub as broadcasts; sessions, CDRs and commands to one party. Every third
    /// token is authorised by an open request, so that both ways of routing are used.
    ///
    /// - Parameter asker: who sent the command whose result this is.
    func request(for message: Message, from party: PartyID, asker: PartyID? = nil) -> WireRequest? {
        func owned(_ module: ModuleID, _ ids: [String], query: [(name: String, value: String)] = []) -> String? {
            url(module, .receiver).map { EndpointURL.join($0, [party.country, party.party] + ids, query: query) }
        }
        func make(_ method: HTTPMethod, _ url: String?, to: PartyID?, _ body: JSONValue?) -> WireRequest? {
            url.map { WireRequest(method: method, url: $0, to: to, body: body) }
        }
        switch message {
        case .tariff(let tariff):
            return make(.PUT, owned(.tariffs, [tariff.id]), to: hub, tariff.json)
        case .location(let location):
            return make(.PUT, owned(.locations, [location.id]), to: hub, location.json)
        case .token(let token):
            let url = owned(.tokens, [token.uid], query: [("type", token.type.rawValue)])
            return make(.PUT, url, to: hub, token.json)
        case .evseStatus(let status, let location, let evse, let at):
            let body: JSONValue = ["status": .string(status.rawValue), "last_updated": .string(at.rfc3339)]
            return make(.PATCH, owned(.locations, [location, evse]), to: hub, body)
        case .authorize(let token, let location, let evse):
            let url = url(.tokens, .sender).map {
                EndpointURL.join($0, [token.uid, "authorize"], query: [("type", token.type.rawValue)])
            }
            let isOpen = token.uid.utf8.reduce(0) { $0 + Int($1) } % 3 == 0
            let place = V221.LocationReferences(locationID: location, evseUIDs: [evse])
            return make(.POST, url, to: isOpen ? nil : token.party, place.json)
        case .putSession(let session):
            return make(.PUT, owned(.sessions, [session.id]), to: session.token.party, session.json)
        case .patchSession(let id, let dp, let patch):
            return make(.PATCH, owned(.sessions, [id]), to: dp, .object(patch))
        case .cdr(let cdr):
            return make(.POST, url(.cdrs, .receiver), to: cdr.token.party, cdr.json)
        case .command(let command, let cpo):
            let url = url(.commands, .receiver).map { EndpointURL.join($0, [command.type.rawValue]) }
            return make(.POST, url, to: cpo, command.json)
        case .result(let result, _, let url):
            return make(.POST, url, to: asker ?? hub, result.json)
        }
    }
}
