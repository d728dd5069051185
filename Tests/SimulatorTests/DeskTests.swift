import HTTPMessage
import JSON
import OCPI
import Roaming
import Testing

@testable import Simulator

struct DeskTests {
    private func ask(
        _ desk: inout PartyDesk, _ method: HTTPMethod, _ path: String, body: JSONValue? = nil, token: String = "secret"
    ) -> Reply {
        let wire = WireRequest(method: method, url: desk.address.base + path, to: desk.plan.id, body: body)
        let request = World.request(wire, from: World.party("XX*YYY"), token: token)
        return desk.answer(request, at: World.start).reply
    }

    @Test func `a stranger is nobody and token A opens configuration only`() {
        var desk = World().dp
        #expect(ask(&desk, .GET, "/versions", token: "wrong").httpStatus == 401)
        #expect(ask(&desk, .GET, "/versions", token: "own-a").status == .success)
        #expect(ask(&desk, .GET, "/2.2.1", token: "own-a").status == .success)
        #expect(ask(&desk, .GET, "/2.2.1/sender/tokens", token: "own-a").httpStatus == 401)
        #expect(ask(&desk, .GET, "/2.2.1/sender/tokens").status == .success)
    }

    @Test func `lists come in pages with the three headers and need a date for sessions`() throws {
        var world = World(evses: 12)
        world.live(hours: 6)
        var desk = world.cpo
        #expect(ask(&desk, .GET, "/2.2.1/sender/sessions").status == .invalidParameters)
        let path = "/2.2.1/sender/sessions?date_from=2020-01-01T00:00:00Z"
        let first = ask(&desk, .GET, path + "&limit=5")
        let page = PageAnswer(from: first.fields)
        #expect(page.limit == 50 && page.total == desk.core.operatorCore?.sessions.count)
        guard case .array(let objects)? = first.data else { throw CancellationError() }
        #expect(objects.count == 5)
        let next = try #require(page.next)
        #expect(next.contains("offset=5") && next.contains("limit=5") && next.contains("date_from="))
    }

    @Test func `one object is found by id, down to the connector`() {
        var desk = World().cpo
        #expect(ask(&desk, .GET, "/2.2.1/sender/locations/loc1").status == .success)
        #expect(ask(&desk, .GET, "/2.2.1/sender/locations/LOC1/L1E1/1").status == .success)
        #expect(ask(&desk, .GET, "/2.2.1/sender/locations/LOC99").httpStatus == 404)
        #expect(ask(&desk, .GET, "/2.2.1/sender/tokens").httpStatus == 404)
    }

    @Test func `what hubclientinfo says is kept`() {
        var desk = World().cpo
        let info = V221.ClientInfo(
            party: World.party("DE*EMP"), role: .emsp, status: .offline, lastUpdated: World.start)
        #expect(ask(&desk, .PUT, "/2.2.1/receiver/hubclientinfo/DE/EMP", body: info.json).status == .success)
        #expect(ask(&desk, .GET, "/2.2.1/receiver/hubclientinfo/DE/EMP").data == info.json)
        #expect(ask(&desk, .GET, "/2.2.1/receiver/hubclientinfo/DE/XXX").httpStatus == 404)
    }

    @Test(arguments: [
        ("START_SESSION", 2001), ("STOP_SESSION", 1000), ("UNLOCK_CONNECTOR", 2003), ("CANCEL_RESERVATION", 1000),
    ])
    func `a command is answered by its own rules`(name: String, status: Int) {
        var desk = World().cpo
        let body: JSONValue = [
            "response_url": "http://127.0.0.1/x", "session_id": "none", "reservation_id": "none",
            "location_id": "nowhere", "evse_uid": "E", "connector_id": "1",
        ]
        #expect(ask(&desk, .POST, "/2.2.1/receiver/commands/\(name)", body: body).status.rawValue == status)
    }

    @Test func `an unknown token is refused and a blocked one answered`() throws {
        var desk = World().dp
        #expect(ask(&desk, .POST, "/2.2.1/sender/tokens/FFFF/authorize").status == .unknownToken)
        let wallet = try #require(desk.core.providerCore?.wallet)
        let blocked = try #require(wallet.tokens.first { !$0.valid })
        let reply = ask(
            &desk, .POST, "/2.2.1/sender/tokens/\(blocked.uid)/authorize?type=\(blocked.type.rawValue)")
        let info = try V221.AuthorizationInfo(try ObjectReader(reply.data ?? .null))
        #expect(info.allowed == .blocked && info.authorizationReference == nil)
    }

    @Test func `the answer swaps the parties and keeps the ids`() {
        var desk = World().dp
        let wire = WireRequest(
            method: .GET, url: desk.address.base + "/2.2.1/sender/tokens", to: desk.plan.id, body: nil)
        let request = World.request(wire, from: World.party("NL*FAS"))
        let response = desk.answer(request, at: World.start).reply.response(to: request, at: World.start)
        let headers = RoutingHeaders(from: response.headers)
        #expect(headers.to == World.party("NL*FAS") && headers.from == World.party("DE*EMP"))
        #expect(headers.requestID == "r" && headers.correlationID == "c")
    }
}
