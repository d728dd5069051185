import OCPI
import Roaming

/// Decides what becomes of an OCPI 2.2.1 request, from its headers, its address, its content and a directory.
///
/// It has no state, does no I/O and changes nothing. The Hub calls `decide` inside the request's savepoint, stores
/// message and object, and then performs the routing:
/// - `forward`, and `openRoute` with several: send with a new X-Request-ID, relay HTTP status and body as they came;
///   no answer in time is 4002 and leaves the delivery "maybe". The answer's headers are `headers.answer(from:)` of
///   the request, with the receiver's party where TO was absent.
/// - `broadcast`: answer 1000 with the hub in FROM before anything is sent; results stay with the hub.
/// - `answerFromStore`: within what the viewer may see; the hub is in FROM.
/// - `callback`: POST the body to `url`, unless the requester is the hub itself, which then takes it as its own.
/// - `refuse`: the envelope carries code and message; nothing was stored and nothing was sent.
///
/// A CDR that is to be forwarded is one that the hub accepts as the clearing party first; its receiver may be away.
/// Source: OCPI 2.2.1, transport and format, "Message Routing Headers"; hub errors: status codes 4xxx.
enum Switchboard {
    static func decide<D: Directory>(_ request: RoutingRequest, in directory: D) throws(D.Failure) -> Decision {
        if let outcome = configuration(request) { return outcome }
        let shape: RequestShape
        do {
            shape = try RequestShape(request)
        } catch {
            return Decision(routing: .refuse(.http(error.httpStatus, .clientError, error.rule)), notes: [])
        }
        if let fault = request.headers.faults.first {
            return Decision(shape: shape, routing: .refuse(.ocpi(.invalidParameters, fault)), notes: [])
        }
        let own = try directory.parties(onPlatform: request.platform)
        var named: [DirectoryParty] = []
        if let from = request.headers.from { named = try directory.parties(withID: from) }
        switch Sender.find(request, shape, own: own, named: named) {
        case .failure(let refusal):
            return Decision(from: request.headers.from, shape: shape, routing: .refuse(refusal), notes: [])
        case .success(let sender):
            var exchange = Exchange(request: request, shape: shape, from: sender.party, directory: directory)
            exchange.notes = sender.notes
            let routing = try exchange.route()
            return Decision(from: sender.party, shape: shape, routing: routing, notes: exchange.notes)
        }
    }

    /// The configuration modules, and the token that is good for nothing else.
    private static func configuration(_ request: RoutingRequest) -> Decision? {
        switch request.module {
        case .versions, .credentials:
            return Decision(routing: .configuration, notes: [])
        case _ where request.tokenKind == .registration:
            let rule = "a registration token (Token A) is valid for versions and credentials only; register first"
            return Decision(routing: .refuse(.http(401, .clientError, rule)), notes: [])
        case .hubClientInfo:
            return Decision(routing: .configuration, notes: [])
        case let module where !module.isFunctional:
            return Decision(routing: .refuse(.http(404, .clientError, "there is no module \(module)")), notes: [])
        default:
            return nil
        }
    }
}
