import OCPI
import Roaming

/// What the hub does with a request.
enum Routing: Hashable, Sendable {
    /// Versions, credentials or hubclientinfo: the Registry answers, nothing is routed.
    case configuration
    /// Persist, send to one receiver, relay its answer.
    case forward(Onward)
    /// Persist, answer the sender at once, then send to each; `skipped` names who was left out, and why.
    case broadcast([Onward], skipped: [Skipped])
    /// The hub answers from what it stores.
    case answerFromStore(StoreQuery)
    /// Ask all at once, within one deadline; the first that knows the token answers for all. At least one.
    case openRoute([Onward])
    /// Persist, and post the result to the requester's own response_url.
    case callback(Callback, RoutingHeaders)
    case refuse(Refusal)

    struct Skipped: Hashable, Sendable {
        let party: PartyID
        let reason: String
    }
}

/// One onward message: to whom, by which of the receiver's endpoints, under which headers.
struct Onward: Hashable, Sendable {
    let party: PartyID
    let platform: String
    let module: ModuleID
    /// The side of the module on the receiver's platform; behind its URL come the same path and query.
    let interface: InterfaceRole
    /// TO, FROM and the kept correlation id. The request id is nil: every onward message gets a new one.
    let headers: RoutingHeaders
}

/// A question the hub's store answers, within what `viewer` may see.
enum StoreQuery: Hashable, Sendable {
    /// GET All: the merged objects of all parties that trade with the viewer, in pages.
    case list(ModuleID, viewer: PartyID)
    /// One object; `owner` is nil when only its id is known. Missing is HTTP 404.
    case object(ModuleID, owner: PartyID?, ids: [String], viewer: PartyID)
}

/// A refusal as the partner sees it; the message names the rule.
struct Refusal: Error, Hashable, Sendable {
    let httpStatus: Int
    let status: OCPIStatus
    let message: String

    /// Valid JSON from an authenticated partner: HTTP 200, and the OCPI status tells.
    static func ocpi(_ status: OCPIStatus, _ message: String) -> Refusal {
        Refusal(httpStatus: 200, status: status, message: message)
    }

    static func http(_ httpStatus: Int, _ status: OCPIStatus, _ message: String) -> Refusal {
        Refusal(httpStatus: httpStatus, status: status, message: message)
    }
}

/// A routing decision with what it found out on the way, which the message log and the partner's record keep.
struct Decision: Hashable, Sendable {
    /// The party the platform spoke for; nil when the request was refused before that was known.
    var from: PartyID?
    /// Nil for configuration modules and for addresses that do not exist.
    var shape: RequestShape?
    var routing: Routing
    /// What was wrong but taken: a header inferred, a TO misused.
    var notes: [String]
}
