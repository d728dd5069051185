import HTTPMessage
import HTTPServer
import OCPI
import Roaming

/// Addresses the hub puts in the place of a partner's own (2.2.1 is silent; nobody behind the hub can call the others).
extension Hub {
    /// A hub address for the next page of a forwarded list; nil when it could not be stored, and then the page is the
    /// last one the requester sees.
    func ownLink(to next: String, platform: Int64, caller: Int64, _ owner: PartyID) async -> String? {
        let uid = UniqueID.make()
        let now = configuration.now()
        let mapping = URLMapping(
            uid: uid, originalURL: next, kind: .link, platformID: platform, objectID: "\(caller)>\(owner)",
            createdAt: now, expiresAt: now + .seconds(3600))
        do {
            try await store.writer.write { try URLMapStore.put($0, mapping) }
        } catch {
            log.error("could not keep a next-page address", ["error": "\(error)"])
            return nil
        }
        return addresses.relay(uid)
    }

    /// GET of a page by an address made by `ownLink`: only for the platform it was made for.
    func serveRelay(_ arrival: Arrival, _ uid: String, _ responder: HTTPResponder) async {
        let subject = MessageSubject(module: "page")
        guard let message = await record(arrival, subject) else { return responder.respond(storeFailed(arrival)) }
        let found = try? await store.reader.read { try URLMapStore.get($0, uid) }
        let mapping = found.flatMap { $0 }
        let ends = (mapping?.objectID ?? "").split(separator: ">").map(String.init)
        guard let mapping, mapping.kind == .link, arrival.request.method == .GET, ends.count == 2,
            ends[0] == String(arrival.caller.platformID), let owner = PartyID(ends[1]),
            mapping.expiresAt.map({ configuration.now() < $0 }) ?? true
        else {
            let answer = OCPIAnswer(
                http: 404, status: .clientError, message: "there is no such page, or its time is over")
            let response = answer.response(to: arrival.routing, from: configuration.party, at: configuration.now())
            return finish(arrival, message, subject, response, responder)
        }
        var routing = RoutingHeaders(
            to: owner, from: arrival.routing.from, requestID: UniqueID.make(),
            correlationID: arrival.routing.correlationID)
        routing.from = routing.from ?? registry.parties(of: arrival.caller.platformID).first?.party
        let request = PartnerRequest(method: .GET, url: mapping.originalURL, routing: routing, subject: subject)
        let answer = await exchange(request, with: mapping.platformID, cause: message)
        let response: HTTPResponse
        if case .answered(let theirs) = answer {
            var fields = HTTPFields()
            for name in ["Content-Type", "X-Total-Count", "X-Limit"] {
                if let value = theirs.headers.first(name) { fields.set(name, value) }
            }
            if let next = PageAnswer(from: theirs.headers).next,
                let own = await ownLink(
                    to: next, platform: mapping.platformID, caller: arrival.caller.platformID, owner)
            {
                fields.set("Link", LinkHeader.value(next: own))
            }
            arrival.routing.answer(from: owner).write(to: &fields)
            response = HTTPResponse(status: theirs.status, headers: fields, body: theirs.body)
        } else {
            response = OCPIAnswer(status: .forwardTimeout, message: answer.summary)
                .response(to: arrival.routing, from: configuration.party, at: configuration.now())
        }
        finish(arrival, message, subject, response, responder)
    }
}
