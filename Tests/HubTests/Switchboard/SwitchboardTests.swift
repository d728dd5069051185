import JSON
import OCPI
import Roaming
import Testing

@testable import Hub

struct SwitchboardTests {
    private func decide(
        _ platform: String, _ method: String, _ module: ModuleID, _ interface: InterfaceRole, _ path: String = "",
        to: String? = nil, from: String? = nil, query: [(name: String, value: String)] = [], body: JSONValue? = nil,
        in directory: MapDirectory = MapDirectory()
    ) -> Decision {
        let request = RoutingRequest(
            platform: platform, module: module, interface: interface, method: method,
            path: path.split(separator: "/").map(String.init), query: query,
            headers: RoutingHeaders(
                to: to.map(party), from: from.map(party), requestID: "r-1", correlationID: "c-1"),
            body: body)
        return Switchboard.decide(request, in: directory)
    }

    private func refusal(_ decision: Decision) -> Refusal? {
        if case .refuse(let refusal) = decision.routing { refusal } else { nil }
    }

    private func receivers(_ decision: Decision) -> [String] {
        switch decision.routing {
        case .forward(let delivery): [delivery.party.description]
        case .broadcast(let deliveries, _), .openRoute(let deliveries): deliveries.map(\.party.description)
        default: []
        }
    }

    private let token: JSONValue = [
        "cdr_token": ["country_code": "de", "party_id": "emp", "uid": "04A1", "type": "RFID"]
    ]

    @Test func `party to party goes on under the same parties, the same correlation and a new request id`() throws {
        let decision = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", to: "DE*EMP", from: "NL*FAS")
        guard case .forward(let delivery) = decision.routing else { return #expect(Bool(false), "\(decision)") }
        #expect(delivery.platform == "emp" && delivery.interface == .receiver && delivery.module == .sessions)
        #expect(delivery.headers.to == party("DE*EMP") && delivery.headers.from == party("NL*FAS"))
        #expect(delivery.headers.correlationID == "c-1" && delivery.headers.requestID == nil)
        #expect(decision.notes.isEmpty)
    }

    @Test(arguments: [
        ("XY*NOP", 4001, "not known"), ("NL*TNM", 4003, "OFFLINE"), ("FR*MOB", 4003, "no agreement"),
        ("XX*GON", 4003, "SUSPENDED"), ("DE*CPB", 2001, "is CPO"), ("SE*NAV", 2001, "is NSP"),
    ])
    func `a receiver that cannot be had is refused with HTTP 200 and the reason`(to: String, code: Int, words: String) {
        let decision = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", to: to)
        #expect(refusal(decision)?.httpStatus == 200)
        #expect(refusal(decision)?.status.rawValue == code)
        #expect(refusal(decision)?.message.contains(words) == true, "\(decision.routing)")
    }

    @Test func `a receiver without the endpoint is refused by the hub`() {
        var directory = MapDirectory()
        directory.unserved = ["emp sessions"]
        let decision = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", to: "DE*EMP", in: directory)
        #expect(refusal(decision)?.status == .hubError)
    }

    @Test func `a foreign party in FROM is refused`() {
        let decision = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", to: "DE*EMP", from: "DE*CPB")
        #expect(refusal(decision)?.status == .invalidParameters)
        #expect(refusal(decision)?.message.contains("FROM DE*CPB") == true)
    }

    @Test func `a missing FROM is inferred for one party and refused for two`() {
        let one = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", to: "DE*EMP")
        #expect(one.from == party("NL*FAS") && one.notes.count == 1)
        let two = decide("two", "PUT", .sessions, .receiver, "BE/TWO/S1", to: "DE*EMP")
        #expect(refusal(two)?.message.contains("2 parties") == true)
    }

    @Test func `another party's object in the address is refused`() {
        let decision = decide("fas", "PUT", .locations, .receiver, "DE/CPB/L1", to: "EU*HUB")
        #expect(refusal(decision)?.message.contains("DE*CPB in the address") == true)
    }

    @Test(
        arguments: [
            (["id": "S2"], "id in the body"), (["country_code": "DE"], "country_code"),
            (["party_id": "XXX"], "party_id"),
            (["id": "s1", "party_id": "fas"], nil),
        ] as [(JSONValue, String?)])
    func `a body must be the object its address names`(body: JSONValue, words: String?) {
        let decision = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", to: "DE*EMP", body: body)
        if let words {
            #expect(refusal(decision)?.message.contains(words) == true, "\(decision.routing)")
        } else {
            #expect(receivers(decision) == ["DE*EMP"])
        }
    }

    @Test func `an EVSE is named by its uid and a connector by its id`() {
        let evse = decide("fas", "PUT", .locations, .receiver, "NL/FAS/L1/E1", to: "DE*EMP", body: ["uid": "E2"])
        #expect(refusal(evse)?.message.contains("uid") == true)
        let connector = decide("fas", "PUT", .locations, .receiver, "NL/FAS/L1/E1/1", to: "DE*EMP", body: ["id": "2"])
        #expect(refusal(connector)?.message.contains("id in the body") == true)
    }

    @Test(arguments: [
        ("emp", ModuleID.sessions, InterfaceRole.receiver, "PUT", "DE/EMP/S1"),
        ("fas", .tokens, .receiver, "PUT", "NL/FAS/T1"), ("fas", .sessions, .sender, "GET", ""),
        ("emp", .cdrs, .receiver, "POST", ""), ("fas", .commands, .receiver, "POST", "STOP_SESSION"),
    ])
    func `a party on the wrong side of a module is refused`(
        platform: String, module: ModuleID, interface: InterfaceRole, method: String, path: String
    ) {
        let body: JSONValue = ["country_code": "DE", "party_id": "EMP"]
        let decision = decide(platform, method, module, interface, path, to: "EU*HUB", body: body)
        #expect(refusal(decision)?.status == .invalidParameters)
        #expect(refusal(decision)?.message.contains("is called by") == true, "\(decision.routing)")
    }

    @Test func `a suspended sender is refused`() {
        let decision = decide("gone", "GET", .locations, .sender, to: "EU*HUB")
        #expect(refusal(decision)?.status == .receiverNotConnected)
    }

    @Test func `a broadcast reaches the other side from the hub and names who was left out`() throws {
        let decision = decide("fas", "PUT", .locations, .receiver, "NL/FAS/L1", to: "EU*HUB")
        guard case .broadcast(let deliveries, let skipped) = decision.routing else {
            return #expect(Bool(false), "\(decision)")
        }
        #expect(deliveries.map(\.party.description) == ["DE*EMP", "SE*NAV", "BE*TWE"])
        #expect(deliveries.allSatisfy { $0.headers.from == party("EU*HUB") && $0.headers.to == $0.party })
        #expect(skipped.map(\.party.description) == ["FR*MOB", "NL*TNM", "XX*GON"])
        #expect(skipped[0].reason.contains("agreement"))
    }

    @Test func `an eMSP broadcasts tokens to CPOs only`() {
        let decision = decide("emp", "PUT", .tokens, .receiver, "DE/EMP/04A1", to: "EU*HUB")
        #expect(receivers(decision) == ["NL*FAS", "DE*CPB", "BE*TWO"])
    }

    @Test func `a push that names nobody is a broadcast where that is allowed`() {
        #expect(receivers(decide("emp", "PATCH", .tokens, .receiver, "DE/EMP/04A1")).count == 3)
    }

    @Test(arguments: [nil, "EU*HUB"])
    func `sessions and CDRs go to the token's party and are never broadcast`(to: String?) {
        let session = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", to: to, body: token)
        #expect(receivers(session) == ["DE*EMP"])
        guard case .forward = session.routing else { return #expect(Bool(false), "\(session)") }
        guard case .object(var cdr) = token else { return }
        cdr["country_code"] = "NL"
        cdr["party_id"] = "FAS"
        #expect(receivers(decide("fas", "POST", .cdrs, .receiver, to: to, body: .object(cdr))) == ["DE*EMP"])
        #expect((to == nil) == !session.notes.contains { $0.contains("TO names the hub") })
    }

    @Test func `a token without a party is looked up by uid`() {
        let body: JSONValue = ["cdr_token": ["uid": "04A1", "type": "RFID"]]
        #expect(receivers(decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", body: body)) == ["DE*EMP"])
        let unknown: JSONValue = ["cdr_token": ["uid": "FFFF", "type": "RFID"]]
        let refused = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", body: unknown)
        #expect(refusal(refused)?.status == .invalidParameters)
        let none = decide("fas", "PUT", .sessions, .receiver, "NL/FAS/S1", body: [:])
        #expect(refusal(none)?.message.contains("cdr_token is required") == true)
    }

    @Test func `a PATCH follows its session and one of an unknown session is not found`() {
        let patch: JSONValue = ["kwh": 3, "last_updated": "2026-11-22T16:00:00Z"]
        #expect(receivers(decide("fas", "PATCH", .sessions, .receiver, "NL/FAS/S1", body: patch)) == ["DE*EMP"])
        let unknown = decide("fas", "PATCH", .sessions, .receiver, "NL/FAS/S9", body: patch)
        #expect(refusal(unknown)?.httpStatus == 404)
        #expect(refusal(unknown)?.message.contains("PUT it before") == true)
    }

    @Test(arguments: [("NL*TNM", true), ("XX*GON", true), ("FR*MOB", false), ("XY*NOP", false), ("AT*NEW", false)])
    func `a CDR is taken for a receiver that is away and not for one that never traded`(to: String, taken: Bool) {
        var directory = MapDirectory()
        directory.unserved = ["tnm cdrs"]
        directory.known.append(.init(id: party("AT*NEW"), role: .emsp, platform: "new", status: .planned))
        let body: JSONValue = ["country_code": "NL", "party_id": "FAS"]
        let decision = decide("fas", "POST", .cdrs, .receiver, to: to, body: body, in: directory)
        #expect(receivers(decision) == (taken ? [to] : []))
    }

    @Test func `a CDR of a foreign CPO is refused`() {
        let decision = decide(
            "fas", "POST", .cdrs, .receiver, body: ["country_code": "DE", "party_id": "CPB", "cdr_token": [:]])
        #expect(refusal(decision)?.message.contains("DE*CPB in the CDR") == true)
    }

    @Test(arguments: [
        ("START_SESSION", "location_id", "L1", "NL*FAS"), ("RESERVE_NOW", "location_id", "L1", "NL*FAS"),
        ("UNLOCK_CONNECTOR", "location_id", "L1", "NL*FAS"), ("STOP_SESSION", "session_id", "S1", "NL*FAS"),
        ("CANCEL_RESERVATION", "reservation_id", "R1", "NL*FAS"),
    ])
    func `a command finds the owner of what it names`(command: String, key: String, id: String, owner: String) {
        let found = decide("emp", "POST", .commands, .receiver, command, body: .object([key: .string(id)]))
        #expect(receivers(found) == [owner])
        let missing = decide("emp", "POST", .commands, .receiver, command, body: [:])
        #expect(refusal(missing)?.message.contains("\(key) is required") == true)
        let unknown = decide("emp", "POST", .commands, .receiver, command, body: .object([key: "nope"]))
        #expect(refusal(unknown)?.status == (key == "location_id" ? .unknownLocation : .invalidParameters))
    }

    @Test func `a location id of two CPOs is not guessed unless only one can be reached`() {
        let body: JSONValue = ["location_id": "L2"]
        let ambiguous = decide("emp", "POST", .commands, .receiver, "START_SESSION", body: body)
        #expect(refusal(ambiguous)?.status == .unknownLocation)
        #expect(refusal(ambiguous)?.message.contains("DE*CPB, NL*FAS") == true)
        #expect(receivers(decide("mob", "POST", .commands, .receiver, "START_SESSION", body: body)) == ["DE*CPB"])
    }

    @Test func `an authorisation goes to the owner, to the contract's prefix, or to every eMSP`() {
        #expect(receivers(decide("fas", "POST", .tokens, .sender, "04A1/authorize")) == ["DE*EMP"])
        #expect(receivers(decide("fas", "POST", .tokens, .sender, "0TWO/authorize")) == ["BE*TWE", "DE*EMP"])
        let emaid = decide(
            "fas", "POST", .tokens, .sender, "DE-EMP-C12345678-9/authorize", query: [("type", "EMAID")])
        #expect(receivers(emaid) == ["DE*EMP"])
        let unknown = decide("fas", "POST", .tokens, .sender, "FFFF/authorize")
        guard case .openRoute = unknown.routing else { return #expect(Bool(false), "\(unknown)") }
        #expect(receivers(unknown) == ["BE*TWE", "DE*EMP"])
    }

    @Test func `an unknown token that nobody can be asked about is unknown`() {
        var directory = MapDirectory()
        directory.known.removeAll { $0.role == .emsp }
        let decision = decide("fas", "POST", .tokens, .sender, "FFFF/authorize", in: directory)
        #expect(refusal(decision)?.status == .unknownToken)
    }

    @Test func `GET All is the hub's to answer and sessions need a date`() {
        let all = decide("emp", "GET", .locations, .sender, to: "EU*HUB")
        #expect(all.routing == .answerFromStore(.list(.locations, viewer: party("DE*EMP"))))
        let dateless = decide("emp", "GET", .sessions, .sender, to: "EU*HUB")
        #expect(refusal(dateless)?.message.contains("date_from") == true)
        let bare = decide("emp", "GET", .sessions, .sender, query: [("date_from", "2026-01-01T00:00:00Z")])
        #expect(bare.routing == .answerFromStore(.list(.sessions, viewer: party("DE*EMP"))))
        #expect(bare.notes.contains { $0.contains("GET All") })
    }

    @Test func `one object comes from its owner, or from the hub when that is named`() {
        #expect(receivers(decide("emp", "GET", .locations, .sender, "L1/E1")) == ["NL*FAS"])
        let stored = decide("emp", "GET", .locations, .sender, "L1", to: "EU*HUB")
        #expect(
            stored.routing
                == .answerFromStore(.object(.locations, owner: nil, ids: ["L1"], viewer: party("DE*EMP"))))
        #expect(refusal(decide("emp", "GET", .locations, .sender, "L9"))?.httpStatus == 404)
        let check = decide("fas", "GET", .sessions, .receiver, "NL/FAS/S1")
        #expect(
            check.routing
                == .answerFromStore(
                    .object(.sessions, owner: party("NL*FAS"), ids: ["S1"], viewer: party("NL*FAS"))))
    }

    @Test func `an asynchronous result goes back to who asked, and only from who was asked`() {
        let result = decide("fas", "POST", .commands, .sender, "START_SESSION/cb1", to: "EU*HUB", body: [:])
        guard case .callback(let callback, let headers) = result.routing else {
            return #expect(Bool(false), "\(result)")
        }
        #expect(callback.url == "http://emp/r/1" && headers.to == party("DE*EMP") && headers.from == party("NL*FAS"))
        let stranger = decide("cpb", "POST", .commands, .sender, "START_SESSION/cb1")
        #expect(refusal(stranger)?.message.contains("was not asked") == true)
        #expect(refusal(decide("fas", "POST", .commands, .sender, "START_SESSION/zzz"))?.httpStatus == 404)
        #expect(refusal(decide("fas", "POST", .commands, .sender, "X/cb2"))?.status == .receiverNotConnected)
        guard case .callback = decide("fas", "POST", .commands, .sender, "X/cb3").routing else {
            return #expect(Bool(false), "the hub's own command has a result too")
        }
    }

    @Test func `Token A opens configuration only`() {
        func ask(_ module: ModuleID) -> Routing {
            Switchboard.decide(
                RoutingRequest(
                    platform: "new", tokenKind: .registration, module: module, interface: .sender, method: "GET"),
                in: MapDirectory()
            ).routing
        }
        #expect(ask(.versions) == .configuration && ask(.credentials) == .configuration)
        for module in ModuleID.functional + [.hubClientInfo] {
            guard case .refuse(let refusal) = ask(module) else { return #expect(Bool(false), "\(module)") }
            #expect(refusal.httpStatus == 401)
        }
    }

    @Test func `half a header pair is refused before anything is routed`() {
        var request = RoutingRequest(
            platform: "fas", module: .locations, interface: .receiver, method: "PUT", path: ["NL", "FAS", "L1"])
        request.headers.faults = ["OCPI-to-party-id came without OCPI-to-country-code"]
        let decision = Switchboard.decide(request, in: MapDirectory())
        #expect(refusal(decision)?.status == .invalidParameters)
    }

    @Test func `another hub may speak for parties of its own and push their objects`() {
        let decision = decide(
            "other-hub", "PUT", .sessions, .receiver, "AT/FAR/S1", to: "DE*EMP", from: "AT*FAR")
        #expect(receivers(decision) == ["DE*EMP"])
        let stolen = decide("other-hub", "PUT", .sessions, .receiver, "NL/FAS/S1", to: "DE*EMP", from: "NL*FAS")
        #expect(refusal(stolen)?.message.contains("FROM NL*FAS") == true)
    }

    @Test(arguments: [
        (ModuleID.sessions, InterfaceRole.receiver, "POST", "NL/FAS/S1", 405),
        (.sessions, .receiver, "DELETE", "NL/FAS/S1", 405), (.cdrs, .receiver, "PUT", "", 405),
        (.cdrs, .receiver, "PATCH", "C1", 405), (.tariffs, .receiver, "PATCH", "NL/FAS/T1", 405),
        (.locations, .sender, "PUT", "L1", 405), (.sessions, .receiver, "PUT", "S1", 404),
        (.sessions, .receiver, "PUT", "NL/FAS/S1/more", 404), (.tokens, .sender, "GET", "04A1/authorize", 405),
        (.commands, .receiver, "POST", "DANCE", 404), (.commands, .receiver, "GET", "STOP_SESSION", 405),
        (.locations, .receiver, "PUT", "NLD/FAS/L1", 404), (.commands, .sender, "GET", "", 404),
    ])
    func `an address or method that the module does not have is refused by HTTP`(
        module: ModuleID, interface: InterfaceRole, method: String, path: String, status: Int
    ) {
        #expect(refusal(decide("fas", method, module, interface, path))?.httpStatus == status)
    }
}
