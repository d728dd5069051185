import EventLoop
import HTTPClient
import HTTPMessage
import HTTPServer
import JSON
import OCPI
import Roaming
import Synchronization

@testable import Simulator

/// As much of a hub as a handshake needs, on a real socket; it says yes to everything else and remembers it.
final class TestHub: Sendable {
    struct State {
        var registered: [PartyID: V221.Credentials] = [:]
        var seen: [(method: HTTPMethod, path: [String], from: PartyID?, to: PartyID?)] = []
        var problems: [String] = []
        var base = ""
    }

    let loop: EventLoop
    let state = Mutex(State())
    private let client: HTTPClient
    private let server = Mutex<HTTPServer?>(nil)
    static let tokenA = "hub-token-a"
    static let tokenC = "hub-token-c"

    init() throws {
        loop = try EventLoop(name: "test-hub")
        client = HTTPClient(loop: loop)
        let server = HTTPServer(loop: loop, configuration: HTTPServerConfiguration()) {
            [weak self] request, responder in
            guard let self else { return }
            Task { responder.respond(await self.answer(request)) }
        }
        let port = try server.listen()
        state.withLock { $0.base = "http://127.0.0.1:\(port)/ocpi" }
        self.server.withLock { $0 = server }
        loop.start()
    }

    var versionsURL: String { state.withLock { $0.base } + "/versions" }

    func stop() {
        client.shutdown()
        loop.stop()
        loop.join()
    }

    func count(_ method: HTTPMethod, _ module: String) -> Int {
        state.withLock { state in state.seen.filter { $0.method == method && $0.path.contains(module) }.count }
    }

    /// The hub as the sender of the handshake.
    func register(at versionsURL: String, tokenA: String) async throws {
        let credentials = hubCredentials(token: Self.tokenC)
        let made = try await Handshake(client: client).exchange(
            .POST, credentials, at: versionsURL, token: tokenA)
        let answered = try await Handshake(client: client).discover(versionsURL, token: made.token)
        state.withLock { if answered.endpoints.isEmpty { $0.problems.append("no endpoints") } }
    }

    private func hubCredentials(token: String) -> V221.Credentials {
        let role = V221.CredentialsRole(
            role: .hub, party: World.party("EU*HUB"), businessDetails: V221.BusinessDetails(name: "Hub"))
        return V221.Credentials(token: token, url: versionsURL, roles: [role])
    }

    private func answer(_ request: HTTPRequest) async -> HTTPResponse {
        let headers = RoutingHeaders(from: request.headers)
        let path = request.path.filter { !$0.isEmpty }
        let token = AuthorizationToken.candidates(header: request.headers.first("Authorization")).first?.token
        let base = state.withLock { state in
            state.seen.append((request.method, path, headers.from, headers.to))
            return state.base
        }
        var reply = Reply.ok()
        switch path {
        case _ where token != Self.tokenA && token != Self.tokenC: reply = .refused(.clientError, "token", http: 401)
        case ["ocpi", "versions"]: reply = .ok([["version": "2.2.1", "url": .string(base + "/2.2.1")]])
        case ["ocpi", "2.2.1"]:
            let modules = ModuleID.functional.flatMap { module in
                InterfaceRole.allCases.map {
                    V221.Endpoint(module: module, role: $0, url: base + "/\($0.rawValue)/\(module)/")
                }
            }
            let credentials = V221.Endpoint(module: .credentials, role: .sender, url: base + "/credentials")
            reply = .ok(V221.VersionDetails(version: .v221, endpoints: modules + [credentials]).json)
        case ["ocpi", "credentials"]: reply = await takeCredentials(request)
        case _ where request.method == .GET: reply = .ok([])
        default: break
        }
        return reply.response(to: request, at: World.start)
    }

    private func takeCredentials(_ request: HTTPRequest) async -> Reply {
        do {
            let theirs = try V221.Credentials(try PartyDesk.body(request))
            _ = try await Handshake(client: client).discover(theirs.url, token: theirs.token)
            state.withLock { $0.registered[theirs.roles[0].party] = theirs }
            return .ok(hubCredentials(token: Self.tokenC).json)
        } catch {
            return .refused(.clientAPIUnusable, "\(error)")
        }
    }
}
