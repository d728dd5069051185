import JSON
import OCPI
import Roaming

/// What the Switchboard needs to know of a request to one of the hub's OCPI 2.2.1 endpoints.
///
/// Whoever builds it has already read the token, the headers and the body's JSON; the ids in `headers` are filled in
/// by then, also when the partner left them out, because the onward message and the answer both carry them.
struct RoutingRequest: Sendable {
    /// What the presented token allows.
    enum TokenKind: Hashable, Sendable {
        /// Token A: only versions, version details and credentials.
        case registration
        /// The token of a registered platform.
        case connection
    }

    /// The registry's id of the platform that owns the token.
    var platform: String
    var tokenKind: TokenKind
    var module: ModuleID
    /// Which of the hub's two endpoints of the module was called.
    var interface: InterfaceRole
    var method: String
    /// The decoded path segments behind the endpoint; a trailing slash leaves none.
    var path: [String]
    var query: [(name: String, value: String)]
    var headers: RoutingHeaders
    /// Nil when there was no body.
    var body: JSONValue?

    init(
        platform: String, tokenKind: TokenKind = .connection, module: ModuleID, interface: InterfaceRole,
        method: String, path: [String] = [], query: [(name: String, value: String)] = [],
        headers: RoutingHeaders = RoutingHeaders(), body: JSONValue? = nil
    ) {
        self.platform = platform
        self.tokenKind = tokenKind
        self.module = module
        self.interface = interface
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of a query parameter.
    func queryValue(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }
}
