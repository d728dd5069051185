import EventLoop
import HTTPMessage
import HTTPServer
import JSON
import OCPI
import Roaming
import Synchronization

/// One CPO and one DP as platforms of their own that answer at once, with as little work as a server can do.
///
/// The hub registers at both: `/cpo/versions` and `/dp/versions`, with the token "stub".
final class PartnerStub: Sendable {
    static let cpo = PartyID("NL*FAS") ?? PartyIDs.impossible
    static let dp = PartyID("DE*EMP") ?? PartyIDs.impossible
    static let token = "stub"

    let url: String
    private let server: HTTPServer
    private let answers: StubAnswers

    private enum PartyIDs {
        static var impossible: PartyID { preconditionFailure("the stub's ids are well formed") }
    }

    init(loop: EventLoop) throws {
        let answers = StubAnswers()
        self.answers = answers
        server = HTTPServer(loop: loop, configuration: HTTPServerConfiguration()) { request, responder in
            responder.respond(answers.answer(request))
        }
        let url = "http://127.0.0.1:\(try server.listen())"
        answers.url.withLock { $0 = url }
        self.url = url
        loop.start()
    }

    /// The token with which the CPO calls the hub; nil before the handshake.
    var cpoToken: String? { answers.tokens.withLock { $0["cpo"] } }

    /// Functional messages that came.
    var messageCount: Int { answers.received.withLock { $0 } }
}

/// What the stub says to each request.
private final class StubAnswers: Sendable {
    let url = Mutex("")
    let tokens = Mutex<[String: String]>([:])
    let received = Mutex(0)

    func answer(_ request: HTTPRequest) -> HTTPResponse {
        let side = request.path.first ?? ""
        switch request.path.dropFirst().first {
        case "versions":
            return data([V221.Version(version: .v221, url: "\(base)/\(side)/2.2.1").json])
        case "2.2.1":
            return data(details(side).json)
        case "credentials":
            if let object = try? JSON.parse(request.body), case .string(let token)? = object["token"] {
                tokens.withLock { $0[side] = token }
            }
            return data(credentials(side).json)
        default:
            received.withLock { $0 += 1 }
            return Self.success
        }
    }

    private static let success = HTTPResponse(
        status: 200, headers: ["Content-Type": "application/json"],
        body: Array(#"{"data":[],"status_code":1000,"timestamp":"2026-11-22T12:00:00Z"}"#.utf8))

    private var base: String { url.withLock { $0 } }

    private func data(_ value: JSONValue) -> HTTPResponse {
        let body: JSONValue = ["data": value, "status_code": 1000, "timestamp": "2026-11-22T12:00:00Z"]
        return HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: body.serialized())
    }

    private func details(_ side: String) -> V221.VersionDetails {
        var endpoints = [V221.Endpoint(module: .credentials, role: .sender, url: "\(base)/\(side)/credentials")]
        if side == "dp" {
            endpoints.append(V221.Endpoint(module: .sessions, role: .receiver, url: "\(base)/dp/sessions"))
            endpoints.append(V221.Endpoint(module: .cdrs, role: .receiver, url: "\(base)/dp/cdrs"))
        } else {
            endpoints.append(V221.Endpoint(module: .sessions, role: .sender, url: "\(base)/cpo/sessions"))
        }
        return V221.VersionDetails(version: .v221, endpoints: endpoints)
    }

    private func credentials(_ side: String) -> V221.Credentials {
        let (role, party): (V221.Role, PartyID) = side == "dp" ? (.emsp, PartnerStub.dp) : (.cpo, PartnerStub.cpo)
        return V221.Credentials(
            token: PartnerStub.token, url: "\(base)/\(side)/versions",
            roles: [
                V221.CredentialsRole(
                    role: role, party: party, businessDetails: V221.BusinessDetails(name: "Stub \(side)"))
            ])
    }
}
