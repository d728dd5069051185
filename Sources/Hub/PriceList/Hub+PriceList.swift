import AdminAPI
import Digest
import HTTPMessage
import HTTPServer
import JSON
import OCPI
import Roaming

/// The price list for DPs: not a module of OCPI, but behind the same tokens.
extension Hub {
    /// How long an answer may be kept although nothing is known to change: a CPO may publish at any time.
    static let longestPriceAge = 300

    func answerPrices(_ request: HTTPRequest, _ responder: HTTPResponder) async {
        metrics.count("roamhub_price_requests_total", help: "Requests for the price list.")
        do {
            responder.respond(try await prices(request))
        } catch let problem as Problem {
            var response = problem.response
            // The token is OCPI's, not a bearer's.
            if problem.status == 401 { response.headers.set("WWW-Authenticate", "Token") }
            responder.respond(response)
        } catch let error as FieldError {
            responder.respond(Problem(error).response)
        } catch {
            log.error("the price list failed", ["path": String(request.target.prefix(200)), "error": "\(error)"])
            responder.respond(Problem(.internalError, "the hub could not do this; its log says why").response)
        }
    }

    private func prices(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let path = PriceListPath(request.path) else {
            throw Problem(
                .notFound, "prices are at /prices/v1/locations, with /COUNTRY/PARTY/LOCATION, with /EVSE/CONNECTOR")
        }
        guard request.method == .GET || request.method == .HEAD else {
            var response = Problem(.badRequest, "prices can only be read: GET").response
            response.status = 405
            response.headers.set("Allow", "GET, HEAD")
            return response
        }
        let dp = try priceReader(request)
        let (registry, now) = (registry, configuration.now())
        let content = try await store.reader.read { db in
            try PriceList(db: db, dp: dp, registry: registry, now: now).content(path, query: request.query)
        }
        guard let content else {
            throw Problem(.notFound, "there is no such location or connector, or \(dp) has no agreement with its CPO")
        }
        let body = content.json.serialized()
        let etag = "\"\(SHA256.hex(SHA256.hash(body)).prefix(32))\""
        try await remember(content.shown, etag: etag, at: now)
        var fields: HTTPFields = [
            "ETag": etag, "Cache-Control": "private, max-age=\(age(until: content.nextChange, at: now))",
            "Vary": "Authorization, OCPI-from-country-code, OCPI-from-party-id",
        ]
        if let total = content.total { fields.set("X-Total-Count", String(total)) }
        if let next = content.nextOffset {
            let limit = request.queryValue("limit").map { "&limit=\($0)" } ?? ""
            fields.set("Link", LinkHeader.value(next: "\(addresses.base)/prices/v1/locations?offset=\(next)\(limit)"))
        }
        if EntityTagList(request.headers.first("If-None-Match")).matches(etag) {
            return HTTPResponse(status: 304, headers: fields)
        }
        fields.set("Content-Type", "application/json")
        return HTTPResponse(status: 200, headers: fields, body: body)
    }

    /// The DP that asks: named by the routing headers, or the only one behind the token.
    private func priceReader(_ request: HTTPRequest) throws -> PartyID {
        guard let caller = authenticate(request) else {
            throw Problem(.unauthorised, "send Authorization: Token with the token of your OCPI registration")
        }
        guard !caller.isRegistration else { throw Problem(.unauthorised, Self.registrationOnly) }
        let readers = registry.parties(of: caller.platformID).filter {
            $0.roles.contains { $0 != V221.Role.cpo.rawValue }
        }
        let party: PartyRecord
        if let named = RoutingHeaders(from: request.headers).from {
            guard let found = readers.first(where: { $0.party == named }) else {
                throw Problem(.forbidden, "\(named) is not a DP behind this token")
            }
            party = found
        } else {
            guard readers.count == 1, let only = readers.first else {
                throw Problem(
                    .forbidden,
                    readers.isEmpty
                        ? "prices are for DPs, and there is none behind this token"
                        : "several DPs are behind this token: say which with OCPI-from-country-code and -party-id")
            }
            party = only
        }
        guard party.status != .suspended else {
            throw Problem(.forbidden, "\(party.party) is suspended: \(party.suspendedReason ?? "no reason given")")
        }
        return party.party
    }

    private func age(until change: Timestamp?, at now: Timestamp) -> Int64 {
        let left = change.map { ($0.milliseconds - now.milliseconds) / 1000 } ?? Int64(Self.longestPriceAge)
        return max(0, min(left, Int64(Self.longestPriceAge)))
    }

    /// What is shown for the first time is on disk before the answer leaves.
    private func remember(_ shown: [ServedPriceKey], etag: String, at now: Timestamp) async throws {
        let first = servedPrices.served(shown, etag: etag, at: now)
        if !first.isEmpty {
            try await store.writer.write { db in for record in first { try ServedPriceStore.add(db, record) } }
            servedPrices.wrote(first)
        }
        writeServedPrices()
    }

    /// All counts, before the files are closed.
    func writeLastServedPrices() async {
        let last = servedPrices.due(at: .now, isEnd: true)
        guard !last.isEmpty else { return }
        do {
            try await store.writer.write { db in for record in last { try ServedPriceStore.add(db, record) } }
        } catch {
            log.error("could not count served prices", ["error": "\(error)"])
        }
    }

    /// Counts that have waited a minute.
    func writeServedPrices() {
        let due = servedPrices.due(at: .now)
        guard !due.isEmpty else { return }
        store.writer.submit(
            { db in for record in due { try ServedPriceStore.add(db, record) } },
            completion: logFailure("count served prices"))
    }
}
