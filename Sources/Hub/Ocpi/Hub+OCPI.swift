import Digest
import HTTPMessage
import HTTPServer
import JSON
import OCPI
import Roaming

/// The OCPI side of the hub: from a request's bytes to the answer, by way of the store.
extension Hub {
    func answerOCPI(_ request: HTTPRequest, _ responder: HTTPResponder) async {
        let started = ContinuousClock.now
        guard let path = OCPIPath(request.path) else {
            let answer = OCPIAnswer(
                http: 404, status: .clientError, message: "there is no such OCPI address on this hub")
            responder.respond(
                answer.response(to: RoutingHeaders(from: request.headers), from: nil, at: configuration.now()))
            return
        }
        guard let caller = authenticate(request) else {
            await refuseUnknown(request, responder)
            return
        }
        var routing = RoutingHeaders(from: request.headers)
        // Partners leave them out; the onward message and the answer need them (2.2.1, "Unique message IDs").
        routing.requestID = routing.requestID ?? UniqueID.make()
        routing.correlationID = routing.correlationID ?? UniqueID.make()
        let arrival = Arrival(request: request, caller: caller, routing: routing, started: started)
        switch path {
        case .module(let module, let interface, let segments):
            await serve(arrival, module, interface, segments, responder)
        case .relay(let uid):
            await serveRelay(arrival, uid, responder)
        case .versions:
            await configure(arrival, "versions", responder) { hub in
                .ok([V221.Version(version: .v221, url: hub.addresses.details).json])
            }
        case .versionDetails:
            await configure(arrival, "versions", responder) { hub in
                .ok(V221.VersionDetails(version: .v221, endpoints: hub.addresses.endpoints).json)
            }
        case .credentials:
            await configure(arrival, ModuleID.credentials.rawValue, responder) { hub in
                await hub.answerCredentials(request, caller: caller)
            }
        case .hubClientInfo(let segments):
            await configure(arrival, ModuleID.hubClientInfo.rawValue, responder) { hub in
                caller.isRegistration
                    ? OCPIAnswer(http: 401, status: .clientError, message: Self.registrationOnly)
                    : hub.answerClientInfo(request, segments, caller: caller)
            }
        }
    }

    static let registrationOnly =
        "a registration token (Token A) is valid for versions and credentials only; register first"

    /// A token nobody has: 401, with "stale" for one that was replaced or ended, because then the partner's own
    /// books are wrong and not its typing.
    private func refuseUnknown(_ request: HTTPRequest, _ responder: HTTPResponder) async {
        let candidates = AuthorizationToken.candidates(header: request.headers.first("Authorization"))
        var answer = notAuthorised()
        let known = try? await store.reader.read { db in
            try candidates.lazy.compactMap { try AcceptTokenStore.find(db, hash: SHA256.hash(Array($0.token.utf8))) }
                .first
        }
        if let known = known ?? nil {
            answer.message =
                "this token was replaced or ended (\(known.fingerprint), issued \(known.createdAt)): use the one of the last handshake"
        }
        metrics.count("roamhub_unauthorised_total", help: "OCPI requests without a valid token.")
        log.warning(
            "unauthorised",
            [
                "method": request.method.rawValue, "path": String(request.target.prefix(200)),
                "peer": request.remoteAddress ?? "", "stale": known == nil ? "no" : "yes",
            ])
        responder.respond(
            answer.response(to: RoutingHeaders(from: request.headers), from: nil, at: configuration.now()))
    }

    /// A configuration module: logged like every message, answered by the hub, without routing headers.
    private func configure(
        _ arrival: Arrival, _ module: String, _ responder: HTTPResponder,
        _ answer: (isolated Hub) async -> OCPIAnswer
    ) async {
        let subject = MessageSubject(module: module)
        guard let message = await record(arrival, subject) else { return responder.respond(storeFailed(arrival)) }
        let response = await answer(self).response(to: arrival.routing, from: nil, at: configuration.now())
        finish(arrival, message, subject, response, responder)
    }

    /// Stores the incoming message; nil when the store could not, which the log says.
    func record(_ arrival: Arrival, _ subject: MessageSubject) async -> Int64? {
        let row = MessageLog.incoming(
            arrival.request, platform: arrival.caller.platformID, routing: arrival.routing, subject: subject,
            at: configuration.now())
        do {
            return try await store.writer.write { try MessageStore.insert($0, row) }
        } catch {
            log.error("could not store a message", ["error": "\(error)"])
            return nil
        }
    }

    /// Answers, and writes down what was answered; nothing waits for that row.
    func finish(
        _ arrival: Arrival, _ message: Int64, _ subject: MessageSubject, _ response: HTTPResponse,
        _ responder: HTTPResponder, note: String? = nil
    ) {
        responder.respond(response)
        var row = MessageLog.answer(
            to: message, response, subject: subject, latency: ContinuousClock.now - arrival.started,
            at: configuration.now())
        row.detail = note
        store.writer.submit({ [row] in try MessageStore.answer($0, row) }, completion: logFailure("record an answer"))
        metrics.count(
            "roamhub_messages_total", "direction=\"in\",outcome=\"\(row.outcome.rawValue)\"",
            help: "OCPI messages by direction and outcome.")
    }

    func storeFailed(_ arrival: Arrival) -> HTTPResponse {
        OCPIAnswer(http: 503, status: .serverError, message: "the hub could not store the message; send it again")
            .response(to: arrival.routing, from: nil, at: configuration.now())
    }
}

/// A request from a known platform on its way through the hub.
struct Arrival: Sendable {
    let request: HTTPRequest
    let caller: PlatformCaller
    /// With the ids filled in.
    let routing: RoutingHeaders
    let started: ContinuousClock.Instant
}
