import Digest
import EventLoop
import HTTPMessage
import HTTPServer
import JSON
import OCPI
import Roaming
import Synchronization

/// A partner with one party: its own OCPI endpoints on a real socket, what it got kept, its answers scripted.
final class TestPartner: Sendable {
    struct Received: Sendable {
        let method: String
        /// Behind `/ocpi/`.
        let path: [String]
        let headers: HTTPFields
        let body: [UInt8]
    }

    typealias Script = @Sendable (Received, HTTPResponder) -> Bool

    private struct State {
        var received: [Received] = []
        var hubToken = ""
        var accepted = ""
        var script: Script?
        var endpoints: [String: String] = [:]
    }

    let id: PartyID
    let role: String
    let base: String
    private let server: HTTPServer
    private let state: StateBox

    private final class StateBox: Sendable {
        let value = Mutex(State())
    }

    init(_ id: String, role: String, on loop: EventLoop) throws {
        self.id = PartyID(id)!
        self.role = role
        let state = StateBox()
        self.state = state
        let port = Mutex<UInt16>(0)
        server = HTTPServer(loop: loop, configuration: HTTPServerConfiguration()) { request, responder in
            let got = Received(
                method: request.method.rawValue, path: Array(request.path.dropFirst()), headers: request.headers,
                body: request.body)
            let script = state.value.withLock { state in
                state.received.append(got)
                return state.script
            }
            if let script, script(got, responder) { return }
            responder.respond(Self.answer(got))
        }
        let bound = try server.listen(host: "127.0.0.1", port: 0)
        port.withLock { $0 = bound }
        base = "http://127.0.0.1:\(bound)/ocpi"
        Self.bases.withLock { $0[bound] = base }
    }

    private static let bases = Mutex<[UInt16: String]>([:])

    func stop() async { await server.drain(deadline: .milliseconds(100)) }

    /// Takes the next requests; true means that it answered, or never will.
    func script(_ script: Script?) { state.value.withLock { $0.script = script } }

    func received(_ module: String) -> [Received] {
        state.value.withLock { $0.received }.filter { $0.path.contains(module) }
    }

    var hubToken: String { state.value.withLock { $0.hubToken } }

    /// The Sender's half of the handshake.
    func register(at hub: RunningHub, tokenA: String) async throws {
        let ours = RandomBytes.token(bytes: 16)
        let answer = try await hub.send(
            "POST", hub.base + "/ocpi/2.2.1/credentials/",
            headers: ["Authorization": AuthorizationToken.header(tokenA), "Content-Type": "application/json"],
            body: credentials(ours).serialized())
        state.value.withLock { state in
            state.hubToken = answer.text("data.token") ?? ""
            state.accepted = ours
        }
    }

    func credentials(_ token: String) -> JSONValue {
        [
            "token": .string(token), "url": .string(base + "/versions"),
            "roles": [
                [
                    "role": .string(role), "party_id": .string(id.party), "country_code": .string(id.country),
                    "business_details": ["name": .string("Partner \(id)")],
                ]
            ],
        ]
    }

    /// A call to the hub with this partner's token and routing headers.
    func call(
        _ hub: RunningHub, _ method: String, _ path: String, to: String? = nil, from: String? = nil,
        token: String? = nil, raw: [UInt8]? = nil, _ body: JSONValue? = nil
    ) async throws -> RunningHub.Answer {
        var fields: HTTPFields = ["X-Request-ID": "req-1", "X-Correlation-ID": "cor-1"]
        RoutingHeaders(
            to: to.flatMap { PartyID($0) }, from: PartyID(from ?? id.description), requestID: "req-1",
            correlationID: "cor-1"
        ).write(to: &fields)
        fields.set("Authorization", AuthorizationToken.header(token ?? hubToken))
        fields.set("Content-Type", "application/json")
        return try await hub.send(
            method, hub.base + "/ocpi/2.2.1/" + path, headers: fields, body: raw ?? body?.serialized())
    }

    /// What a well-behaved partner says.
    private static func answer(_ got: Received) -> HTTPResponse {
        let host = got.headers.first("Host") ?? ""
        let base = "http://\(host)/ocpi"
        switch got.path.first {
        case "versions":
            return envelope([["version": "2.2.1", "url": .string(base + "/details")]])
        case "details":
            var endpoints: [JSONValue] = [
                ["identifier": "credentials", "role": "SENDER", "url": .string(base + "/credentials")],
                ["identifier": "hubclientinfo", "role": "RECEIVER", "url": .string(base + "/hubclientinfo")],
            ]
            for module in ["locations", "tariffs", "tokens", "sessions", "cdrs", "commands", "chargingprofiles"] {
                for role in ["SENDER", "RECEIVER"] {
                    endpoints.append([
                        "identifier": .string(module), "role": .string(role),
                        "url": .string("\(base)/\(role.lowercased())/\(module)"),
                    ])
                }
            }
            return envelope(["version": "2.2.1", "endpoints": .array(endpoints)])
        case "sender" where got.method == "GET": return envelope([])
        case "receiver" where got.method == "POST" && got.path.contains("cdrs"):
            return envelope(nil, status: 201)
        default: return envelope(nil)
        }
    }

    static func envelope(_ data: JSONValue?, status: Int = 200, code: Int = 1000, message: String? = nil)
        -> HTTPResponse
    {
        let envelope = Envelope(
            status: OCPIStatus(rawValue: code), message: message, data: data, timestamp: RunningHub.start)
        return HTTPResponse(
            status: status, headers: ["Content-Type": "application/json"], body: envelope.serialized())
    }
}
