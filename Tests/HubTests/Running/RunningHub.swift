import EventLoop
import Foundation
import HTTPClient
import HTTPMessage
import JSON
import Roaming

@testable import Hub

/// A real hub on a free port over real files, with a client and people of every role.
final class RunningHub: Sendable {
    let loop: EventLoop
    let hub: Hub
    let client: HTTPClient
    let directory: String
    let clock = TestClock(RunningHub.start)
    let base: String
    private let tokens: [String: String]

    static let people: [(id: String, roles: [String])] = [
        ("vera", ["viewer"]), ("nils", ["noc"]), ("sara", ["support"]), ("lena", ["support_lead"]),
        ("mia", ["finance_maker"]), ("otto", ["finance_approver"]), ("fay", ["finance_admin"]), ("aud", ["auditor"]),
        ("ada", ["admin"]), ("boss", ["admin", "noc", "support", "support_lead", "finance_maker", "finance_approver"]),
    ]

    init(partnerDeadline: Duration = .seconds(2)) async throws {
        directory = FileManager.default.temporaryDirectory.path + "/hub-\(UUID().uuidString)"
        loop = try EventLoop(name: "hub-test")
        loop.start()
        let data = directory
        var tokens: [String: String] = [:]
        for person in Self.people {
            tokens[person.id] = try await HubOffice.addPerson(
                directory: data, id: person.id, name: person.id, roles: person.roles, isService: false, at: Self.start)
        }
        tokens["robot"] = try await HubOffice.addPerson(
            directory: data, id: "robot", name: "robot", roles: ["auditor"], isService: true, at: Self.start)
        self.tokens = tokens
        var configuration = HubConfiguration(
            dataDirectory: data, party: PartyID("EU*RMD")!, name: "Test hub", now: { [clock] in clock.now })
        configuration.partnerDeadline = partnerDeadline
        hub = try await Hub(configuration, loop: loop, log: HubLog { _, _, _ in })
        let port = try await hub.start()
        base = "http://127.0.0.1:\(port)"
        client = HTTPClient(loop: loop, configuration: HTTPClientConfiguration())
        try await act(
            "fay", "PUT", "/agreements/default",
            [
                "modules": ["locations", "tariffs", "tokens", "sessions", "cdrs", "commands", "chargingprofiles"],
                "commission_bp": 400, "dp_share_bp": 800, "valid_from": "2026-01-01T00:00:00Z", "forbidden": false,
            ])
    }

    /// Business time stands still unless a test moves it, so that what is stored can be foretold.
    static let start = Timestamp(rfc3339: "2026-11-22T12:00:00Z")!

    func stop() async {
        await hub.stop()
        client.shutdown()
        loop.stop()
        loop.join()
        try? FileManager.default.removeItem(atPath: directory)
    }

    struct Answer {
        let status: Int
        let headers: HTTPFields
        let body: JSONValue

        /// `body.a.b` by path; nil where there is none.
        func value(_ path: String) -> JSONValue? {
            path.split(separator: ".").reduce(Optional(body)) { value, name in
                switch value {
                case .object(let object): object[String(name)]
                case .array(let items): Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil }
                default: nil
                }
            }
        }

        func text(_ path: String) -> String? { if case .string(let text)? = value(path) { text } else { nil } }
        func int(_ path: String) -> Int64? { if case .number(let number)? = value(path) { number.int64 } else { nil } }
        func count(_ path: String) -> Int { if case .array(let items)? = value(path) { items.count } else { -1 } }
    }

    func send(
        _ method: String, _ url: String, headers: HTTPFields = [:], body: [UInt8]? = nil
    ) async throws -> Answer {
        let response = try await client.send(
            HTTPClientRequest(method: HTTPMethod(rawValue: method), url: url, headers: headers, body: body))
        let value = response.body.isEmpty ? JSONValue.null : (try? JSON.parse(response.body)) ?? .null
        return Answer(status: response.status, headers: response.headers, body: value)
    }

    /// A call of the admin API by a person.
    @discardableResult
    func act(
        _ person: String, _ method: String, _ path: String, _ body: JSONValue? = nil, key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> Answer {
        var fields: HTTPFields = ["Authorization": "Bearer \(tokens[person] ?? person)"]
        if method != "GET" { fields.set("Idempotency-Key", key ?? UUID().uuidString) }
        if key == "" { fields.remove("Idempotency-Key") }
        if let ifMatch { fields.set("If-Match", ifMatch) }
        return try await send(method, base + "/admin/v1" + path, headers: fields, body: body?.serialized())
    }

    func read(_ path: String, as person: String = "aud") async throws -> Answer { try await act(person, "GET", path) }

    /// Invites a platform and lets the partner register with the token.
    func connect(_ partner: TestPartner) async throws {
        let invitation = try await act(
            "ada", "POST", "/partners", ["platform": .string(partner.id.description), "terms_accepted": true])
        try await partner.register(at: self, tokenA: invitation.text("resource.token") ?? "")
    }

    /// Waits until the condition holds; the loop's timers, no fixed pause.
    func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            if try await condition() { return true }
            await loop.sleep(for: .milliseconds(10))
        }
        return false
    }
}
