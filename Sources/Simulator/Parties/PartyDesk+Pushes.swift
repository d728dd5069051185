import HTTPMessage
import JSON
import OCPI
import Roaming

extension PartyDesk {
    /// PUT, PATCH, POST, DELETE and GET on a RECEIVER interface.
    mutating func receive(_ request: HTTPRequest, _ module: ModuleID, _ path: [String]) throws(FieldError) -> Reply {
        if module == .cdrs { return try receiveCDR(request, path) }
        guard path.count >= 3, let owner = PartyID(country: path[0], party: path[1]) else {
            return .notFound("such \(module) address")
        }
        var key = ([module.rawValue] + path).map { $0.uppercased() }.joined(separator: "/")
        if module == .tokens { key += "?" + (request.queryValue("type") ?? V221.TokenType.rfid.rawValue) }
        switch request.method {
        case .GET:
            return received[key].map { .ok(.object($0)) } ?? .notFound("\(module) \(path[2])")
        case .PUT:
            let body = try Self.body(request)
            try learn(body, module, owner, path)
            return remember(body.object, key) ? .created : .ok()
        case .PATCH:
            return try patch(try Self.body(request).object, module, owner, path, key)
        case .DELETE where module == .tariffs:
            return remember([:], key) ? .notFound("tariff \(path[2])") : .ok()
        default:
            return .notAllowed
        }
    }

    private mutating func learn(
        _ body: ObjectReader, _ module: ModuleID, _ owner: PartyID, _ path: [String]
    ) throws(FieldError) {
        switch module {
        case .tokens:
            let token = try V221.Token(body)
            core.operatorCore?.learn(token)
        case .locations where path.count == 3:
            let location = try V221.Location(body)
            core.providerCore?.learn(location)
        case .locations where path.count == 4:
            let evse = try V221.EVSE(body)
            core.providerCore?.learn(evse, of: owner, at: path[2])
        case .sessions:
            let session = try V221.Session(body)
            core.providerCore?.learn(session)
        case .tariffs:
            _ = try V221.Tariff(body)
        default:
            break
        }
    }

    private mutating func patch(
        _ patch: JSONObject, _ module: ModuleID, _ owner: PartyID, _ path: [String], _ key: String
    ) throws(FieldError) -> Reply {
        if module == .locations, path.count == 4 {
            guard case .string(let text)? = patch["status"], let status = V221.EVSEStatus(rawValue: text) else {
                return .ok()
            }
            let isKnown = core.providerCore?.learn(status, of: owner, path[2], path[3]) ?? false
            return isKnown ? .ok() : .notFound("EVSE \(path[3])")
        }
        guard let stored = received[key] else { return .notFound("\(module) \(path[2]): PUT it first") }
        if module == .sessions {
            let merged = try SessionMerge.patch(stored, with: patch).object
            let before = try V221.Session(try ObjectReader(.object(stored)))
            let after = try V221.Session(try ObjectReader(.object(merged)))
            if case .backward(let rule) = SessionMerge.order(from: before, to: after) {
                return .refused(.invalidParameters, rule)
            }
            core.providerCore?.learn(after)
            _ = remember(merged, key)
        } else {
            let merged = try MergePatch.apply(patch, to: stored)
            if module == .tokens { core.operatorCore?.learn(try V221.Token(try ObjectReader(.object(merged)))) }
            _ = remember(merged, key)
        }
        return .ok()
    }

    /// The same CDR again is answered as the first time; another under its id is refused.
    private mutating func receiveCDR(_ request: HTTPRequest, _ path: [String]) throws(FieldError) -> Reply {
        if let key = path.first {
            guard request.method == .GET else { return .notAllowed }
            return received["CDRS/\(key)"].map { .ok(.object($0)) } ?? .notFound("CDR \(key)")
        }
        guard request.method == .POST else { return .notAllowed }
        let body = try Self.body(request)
        let cdr = try V221.CDR(body)
        let key = "\(cdr.party.country)-\(cdr.party.party)-\(cdr.id)"
        if let stored = received["CDRS/\(key)"], stored != body.object {
            return .refused(.invalidParameters, "CDR \(cdr.id) is there with other content")
        }
        var reply = remember(body.object, "CDRS/\(key)") ? Reply.created : .ok()
        core.counters.cdrs += reply.httpStatus == 201 ? 1 : 0
        reply.fields.set("Location", EndpointURL.join(address.endpoint(.cdrs, .receiver), [key]))
        return reply
    }
}
