import OCPI
import Roaming

/// What a functional-module request is about, read from module, interface, method and path.
///
/// Source: OCPI 2.2.1, the "Interfaces and endpoints" of each module.
enum RequestShape: Hashable, Sendable {
    /// GET on a SENDER endpoint itself.
    case list
    /// GET of one object on a SENDER interface: its id and, for locations, EVSE uid and connector id.
    case objectByID([String])
    /// A method on `{country_code}/{party_id}/{id}…` of a RECEIVER interface.
    case ownedObject(owner: PartyID, ids: [String])
    /// POST of a CDR.
    case newCDR
    /// GET of a CDR at the Location the hub answered its POST with.
    case storedCDR(String)
    /// POST `{token_uid}/authorize`.
    case authorize(tokenUID: String)
    /// PUT `{session_id}/charging_preferences`.
    case chargingPreferences(sessionID: String)
    /// POST `{command}`.
    case command(V221.CommandType)
    /// Any method on `{session_id}` of chargingprofiles.
    case chargingProfile(sessionID: String)
    /// POST to a response_url the hub made: an asynchronous result, with the id at the end of that URL.
    case result(callbackID: String)

    /// Why a request has no shape, with the HTTP status that says so.
    struct Misfit: Error, Hashable {
        let httpStatus: Int
        let rule: String

        static func notFound(_ rule: String) -> Misfit { Misfit(httpStatus: 404, rule: rule) }

        static func notAllowed(_ request: RoutingRequest, _ allowed: String) -> Misfit {
            Misfit(
                httpStatus: 405,
                rule: "\(request.module) \(request.interface.rawValue) takes \(allowed) here, not \(request.method)")
        }
    }

    init(_ request: RoutingRequest) throws(Misfit) {
        switch (request.module, request.interface) {
        case (.locations, .receiver), (.sessions, .receiver), (.tokens, .receiver):
            self = try Self.owned(request, methods: ["GET", "PUT", "PATCH"])
        case (.tariffs, .receiver):
            self = try Self.owned(request, methods: ["GET", "PUT", "DELETE"])
        case (.cdrs, .receiver):
            self = try Self.cdr(request)
        case (.commands, .receiver):
            self = try Self.command(request)
        case (.chargingProfiles, .receiver):
            self = try Self.profile(request)
        case (.commands, .sender):
            self = try Self.callback(request)
        case (.chargingProfiles, .sender):
            if request.method == "PUT", request.path.count == 1 {
                self = .chargingProfile(sessionID: request.path[0])
            } else {
                self = try Self.callback(request)
            }
        case (.tokens, .sender) where request.path.count == 2 && request.path[1] == "authorize":
            guard request.method == "POST" else { throw .notAllowed(request, "POST") }
            self = .authorize(tokenUID: request.path[0])
        case (.sessions, .sender) where request.path.count == 2 && request.path[1] == "charging_preferences":
            guard request.method == "PUT" else { throw .notAllowed(request, "PUT") }
            self = .chargingPreferences(sessionID: request.path[0])
        default:
            self = try Self.pulled(request)
        }
    }

    private static func owned(_ request: RoutingRequest, methods: [String]) throws(Misfit) -> RequestShape {
        let deepest = request.module == .locations ? 5 : 3
        guard (3...deepest).contains(request.path.count) else {
            throw .notFound("\(request.module) RECEIVER addresses are {country_code}/{party_id}/{id}")
        }
        guard let owner = PartyID(country: request.path[0], party: request.path[1]) else {
            throw .notFound("\(request.path[0])/\(request.path[1]) is not a country code and a party id")
        }
        guard methods.contains(request.method) else {
            throw .notAllowed(request, methods.joined(separator: ", "))
        }
        return .ownedObject(owner: owner, ids: Array(request.path[2...]))
    }

    private static func cdr(_ request: RoutingRequest) throws(Misfit) -> RequestShape {
        switch (request.path.count, request.method) {
        case (0, "POST"): return .newCDR
        case (0, _): throw .notAllowed(request, "POST (a CDR is never changed)")
        case (1, "GET"): return .storedCDR(request.path[0])
        case (1, _): throw .notAllowed(request, "GET (a CDR is never changed)")
        default: throw .notFound("there is no such CDR address")
        }
    }

    private static func command(_ request: RoutingRequest) throws(Misfit) -> RequestShape {
        guard request.path.count == 1, let type = V221.CommandType(rawValue: request.path[0].uppercased()) else {
            throw .notFound("commands RECEIVER addresses end in one of the command names")
        }
        guard request.method == "POST" else { throw .notAllowed(request, "POST") }
        return .command(type)
    }

    private static func profile(_ request: RoutingRequest) throws(Misfit) -> RequestShape {
        guard request.path.count == 1 else {
            throw .notFound("chargingprofiles RECEIVER addresses are {session_id}")
        }
        guard ["GET", "PUT", "DELETE"].contains(request.method) else {
            throw .notAllowed(request, "GET, PUT, DELETE")
        }
        return .chargingProfile(sessionID: request.path[0])
    }

    private static func callback(_ request: RoutingRequest) throws(Misfit) -> RequestShape {
        guard let id = request.path.last, request.path.count <= 2 else {
            throw .notFound("\(request.module) SENDER serves the response_url of a request, which has an id")
        }
        guard request.method == "POST" else { throw .notAllowed(request, "POST") }
        return .result(callbackID: id)
    }

    private static func pulled(_ request: RoutingRequest) throws(Misfit) -> RequestShape {
        let deepest = request.module == .locations ? 3 : request.module == .tokens ? 0 : 1
        guard request.path.count <= deepest else {
            throw .notFound("\(request.module) SENDER has no such address")
        }
        guard request.method == "GET" else { throw .notAllowed(request, "GET") }
        return request.path.isEmpty ? .list : .objectByID(request.path)
    }
}
