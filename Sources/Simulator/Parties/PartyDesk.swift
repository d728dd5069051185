import HTTPMessage
import JSON
import OCPI
import Roaming

/// The server side of a simulated party: requests in, answers out, and what the party then sends.
///
/// Pure but for the random bytes of tokens, which the shell makes; registration itself needs the network and is
/// the shell's too.
struct PartyDesk: Sendable {
    let plan: PartyPlan
    let address: PartyAddress
    var core: PartyCore
    /// Tokens the hub may use: token A until it registers, then the one it was given. Secrets.
    var acceptedTokens: Set<String>
    /// The one token that is good for configuration only, while it is.
    var registrationToken: String?
    /// Who sent the command behind a response_url.
    private(set) var askers: [String: PartyID] = [:]
    /// Other parties as the hub reports them.
    private(set) var clients: [PartyID: V221.ClientInfo] = [:]
    /// What was pushed to us, by module and address.
    private(set) var received: [String: JSONObject] = [:]
    /// Results of our commands.
    private(set) var results: [String: V221.CommandResult] = [:]

    init(plan: PartyPlan, address: PartyAddress, core: PartyCore) {
        self.plan = plan
        self.address = address
        self.core = core
        acceptedTokens = []
        if case .receiver(let token) = plan.handshake { registrationToken = token }
    }

    enum Access {
        case none
        case registration
        case connection
    }

    func access(_ request: HTTPRequest) -> Access {
        for candidate in AuthorizationToken.candidates(header: request.headers.first("Authorization")) {
            if acceptedTokens.contains(candidate.token) { return .connection }
            if candidate.token == registrationToken { return .registration }
        }
        return .none
    }

    /// Answers everything but POST and PUT of credentials.
    mutating func answer(_ request: HTTPRequest, at now: Timestamp) -> (reply: Reply, outgoing: [Outgoing]) {
        var path = request.path
        if path.last == "" { path.removeLast() }
        guard path.first == "ocpi" else { return (.notFound("such address"), []) }
        path.removeFirst()
        let access = access(request)
        if access == .none { return (.refused(.clientError, "the token is unknown", http: 401), []) }
        switch path.first {
        case "versions":
            return (.ok([V221.Version(version: .v221, url: address.detailsURL).json]), [])
        case "2.2.1" where path.count == 1:
            return (.ok(address.details(for: plan.role).json), [])
        case "2.2.1":
            guard access == .connection else {
                return (.refused(.clientError, "register first", http: 401), [])
            }
            return serve(request, Array(path.dropFirst()), at: now)
        default:
            return (.notFound("such address"), [])
        }
    }

    /// Credentials with which the hub calls us, for its GET and for our own POST.
    func credentials(token: String) -> V221.Credentials {
        V221.Credentials(
            token: token, url: address.versionsURL,
            roles: [
                V221.CredentialsRole(
                    role: plan.role, party: plan.id, businessDetails: V221.BusinessDetails(name: plan.name))
            ])
    }

    private mutating func serve(
        _ request: HTTPRequest, _ path: [String], at now: Timestamp
    ) -> (reply: Reply, outgoing: [Outgoing]) {
        if path.first == "results" {
            return (takeResult(request, Array(path.dropFirst())), [])
        }
        guard path.count >= 2, let interface = InterfaceRole(rawValue: path[0].uppercased()) else {
            return (.notFound("such address"), [])
        }
        let module = ModuleID(rawValue: path[1])
        guard address.details(for: plan.role).url(of: module, interface) != nil else {
            return (.notFound("module \(module) \(interface.rawValue)"), [])
        }
        let rest = Array(path.dropFirst(2))
        do throws(FieldError) {
            switch (module, interface) {
            case (.hubClientInfo, _): return (try clientInfo(request, rest), [])
            case (.commands, .receiver): return try command(request, rest)
            case (.tokens, .sender) where rest.count == 2: return (try authorize(request, rest), [])
            case (_, .sender): return (try list(request, module, rest), [])
            case (_, .receiver): return (try receive(request, module, rest), [])
            }
        } catch {
            return (.refused(.invalidParameters, "\(error)"), [])
        }
    }

    private mutating func command(
        _ request: HTTPRequest, _ path: [String]
    ) throws(FieldError) -> (reply: Reply, outgoing: [Outgoing]) {
        guard request.method == .POST, path.count == 1, let type = V221.CommandType(rawValue: path[0]) else {
            return (.notFound("such command"), [])
        }
        let command = try V221.Command(type, try Self.body(request))
        guard var core = core.operatorCore else { return (.notFound("command"), []) }
        let obedience = core.obey(command)
        self.core.operatorCore = core
        askers[command.responseURL] = RoutingHeaders(from: request.headers).from
        guard let response = obedience.response else {
            return (.refused(.unknownLocation, "the location is unknown"), [])
        }
        return (.ok(response.json), obedience.outgoing)
    }

    private mutating func authorize(_ request: HTTPRequest, _ path: [String]) throws(FieldError) -> Reply {
        guard request.method == .POST, path[1] == "authorize", var core = core.providerCore else { return .notAllowed }
        let type = V221.TokenType(rawValue: request.queryValue("type") ?? "RFID")
        let place = request.body.isEmpty ? nil : try V221.LocationReferences(try Self.body(request))
        let info = core.authorize(uid: path[0], type: type, at: place)
        self.core.providerCore = core
        guard let info else { return .refused(.unknownToken, "the token is unknown") }
        return .ok(info.json)
    }

    private mutating func clientInfo(_ request: HTTPRequest, _ path: [String]) throws(FieldError) -> Reply {
        guard path.count == 2, let party = PartyID(country: path[0], party: path[1]) else {
            return .notFound("such client")
        }
        switch request.method {
        case .PUT:
            clients[party] = try V221.ClientInfo(try Self.body(request))
            return .ok()
        case .GET:
            return clients[party].map { .ok($0.json) } ?? .notFound("client \(party)")
        default:
            return .notAllowed
        }
    }

    private mutating func takeResult(_ request: HTTPRequest, _ path: [String]) -> Reply {
        guard request.method == .POST, path.count == 2 else { return .notFound("such result") }
        do throws(FieldError) {
            results[path[1]] = try V221.CommandResult(try Self.body(request))
            core.counters.results += 1
            return .ok()
        } catch {
            return .refused(.invalidParameters, "\(error)")
        }
    }

    static func body(_ request: HTTPRequest) throws(FieldError) -> ObjectReader {
        let value: JSONValue
        do {
            value = try JSON.parse(request.body)
        } catch {
            throw FieldError(field: "", rule: "must be JSON: \(error)", value: nil)
        }
        return try ObjectReader(value)
    }

    mutating func remember(_ object: JSONObject, _ key: String) -> Bool {
        received.updateValue(object, forKey: key) == nil
    }
}
