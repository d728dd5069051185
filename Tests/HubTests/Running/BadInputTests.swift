import HTTPMessage
import JSON
import OCPI
import Testing

@testable import Hub

/// What partners send wrong: refused by a message that names the rule, logged, and nothing lost or half done.
@Suite(.serialized) struct BadInputTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var method = "PUT"
        let path: String
        var to: String? = "NL*TNM"
        var from: String?
        var body: JSONValue?
        var raw: String?
        let http: Int
        let code: Int64
        let says: String
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "broken JSON", path: "receiver/sessions/NL/FAS/S9", raw: "{\"id\":", http: 400, code: 2000,
            says: "not JSON"),
        Row(
            name: "duplicate names", path: "receiver/sessions/NL/FAS/S9", raw: "{\"id\":\"a\",\"id\":\"b\"}", http: 400,
            code: 2000, says: "twice"),
        Row(
            name: "a wrong type", path: "receiver/sessions/NL/FAS/S9", body: Samples.session("S9", kwh: "much"),
            http: 200,
            code: 2001, says: "kwh must be a number"),
        Row(
            name: "a missing field", path: "receiver/sessions/NL/FAS/S9",
            body: Samples.session("S9").replacing("currency", nil), http: 200, code: 2001, says: "currency is required"),
        Row(
            name: "an unknown party", path: "receiver/sessions/NL/FAS/S9", to: "FR*XXX", body: Samples.session("S9"),
            http: 200, code: 4001, says: "FR*XXX is not known"),
        Row(
            name: "a foreign party in FROM", path: "receiver/sessions/NL/FAS/S9", from: "DE*EMP",
            body: Samples.session("S9"), http: 200, code: 2001, says: "not a party this platform registered"),
        Row(
            name: "a foreign owner in the address", path: "receiver/sessions/DE/ABC/S9", body: Samples.session("S9"),
            http: 200, code: 2001, says: "DE*ABC"),
        Row(
            name: "an id that differs from the address", path: "receiver/sessions/NL/FAS/S8",
            body: Samples.session("S9"),
            http: 200, code: 2001, says: "S8"),
        Row(
            name: "a PATCH before its PUT", method: "PATCH", path: "receiver/sessions/NL/FAS/S9",
            body: ["kwh": 3, "last_updated": "2026-11-22T11:31:00Z"], http: 404, code: 2000, says: "PUT it"),
        Row(
            name: "a PATCH without last_updated", method: "PATCH", path: "receiver/sessions/NL/FAS/S1",
            body: ["kwh": 3], http: 200, code: 2001, says: "last_updated is required"),
        Row(
            name: "energy that falls", path: "receiver/sessions/NL/FAS/S1",
            body: Samples.session(kwh: 1, updated: "2026-11-22T11:35:00Z"), http: 200, code: 2001, says: "cannot fall"),
        Row(
            name: "an older state", path: "receiver/sessions/NL/FAS/S1",
            body: Samples.session(kwh: 3, updated: "2026-11-22T11:05:00Z"), http: 200, code: 2001, says: "before"),
        Row(
            name: "a session for everybody", path: "receiver/cdrs/NL/FAS/C9", body: [:], http: 404, code: 2000,
            says: "CDR"),
        Row(name: "an unknown module", method: "GET", path: "sender/parkings", http: 404, code: 2000, says: "no such"),
        Row(
            name: "a list without date_from", method: "GET", path: "sender/sessions", to: "EU*RMD", http: 200,
            code: 2001,
            says: "date_from"),
    ]

    @Test func `each is refused with the rule, logged, and changes nothing`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.cpo.call(pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", Samples.session())
        for row in Self.rows {
            let caller = row.name == "a list without date_from" ? pair.dp : pair.cpo
            let before = pair.dp.received("sessions").count
            let answer = try await caller.call(
                pair.hub, row.method, row.path, to: row.to, from: row.from, raw: row.raw.map { Array($0.utf8) },
                row.body)
            #expect(answer.status == row.http, "\(row.name): \(answer.body)")
            #expect(answer.int("status_code") == row.code, "\(row.name): \(answer.body)")
            #expect(answer.text("status_message")?.contains(row.says) == true, "\(row.name): \(answer.body)")
            #expect(pair.dp.received("sessions").count == before, "\(row.name) was passed on")
        }
        #expect(try await pair.hub.read("/sessions/NL*FAS%2FS9").status == 404)
        #expect(try await pair.hub.read("/sessions/NL*FAS%2FS1").text("kwh") == "2")
        let logged = try await pair.hub.eventually {
            let messages = try await pair.hub.read("/messages?partner=NL*FAS&limit=100")
            let refused = (0..<messages.count("items")).filter { messages.text("items.\($0).outcome") == "refused" }
            return refused.count >= Self.rows.count - 3
        }
        #expect(logged)
        await pair.hub.stop()
    }

    @Test func `a finished session takes no more changes`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.charge("S1", cdr: "C1")
        let answer = try await pair.cpo.call(
            pair.hub, "PATCH", "receiver/sessions/NL/FAS/S1", to: "NL*TNM",
            ["status": "ACTIVE", "kwh": 11, "last_updated": "2026-11-22T11:50:00Z"])
        #expect(answer.int("status_code") == 2001)
        #expect(answer.text("status_message")?.contains("COMPLETED") == true)
        await pair.hub.stop()
    }

    @Test func `a CDR with other content under the same id is refused`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.charge("S1", cdr: "C1")
        let other = try await pair.cpo.call(
            pair.hub, "POST", "receiver/cdrs", to: "NL*TNM", Samples.cdr(total: 6.0.json))
        #expect(other.int("status_code") == 2001)
        #expect(other.text("status_message")?.contains("other content") == true)
        #expect(try await pair.hub.read("/cdrs/NL*FAS%2FC1").int("claimed_minor") == 500)
        await pair.hub.stop()
    }

    @Test func `a wrong price holds the CDR with the reason`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.cpo.call(pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", Samples.session())
        let answer = try await pair.cpo.call(
            pair.hub, "POST", "receiver/cdrs", to: "NL*TNM", Samples.cdr(total: 7.5.json))
        #expect(answer.status == 201)
        let cdr = try await pair.hub.read("/cdrs/NL*FAS%2FC1")
        #expect(cdr.text("state") == "HELD")
        #expect(cdr.text("hold_reason")?.contains("PRICE") == true)
        #expect(cdr.value("split") == nil)
        await pair.hub.stop()
    }

    @Test func `a body beyond the limit is refused before it is read`() async throws {
        let pair = try await TradingPair()
        let huge = [UInt8](repeating: 0x20, count: 3 << 20)
        let answer = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", raw: huge)
        #expect(answer.status == 413)
        await pair.hub.stop()
    }

    @Test func `a stale token is told apart from an unknown one`() async throws {
        let pair = try await TradingPair()
        let old = pair.cpo.hubToken
        _ = try await pair.cpo.call(pair.hub, "PUT", "credentials", pair.cpo.credentials("new-from-cpo"))
        // The replaced token is good until the first call with its successor, which this test has not got.
        let known = try await pair.cpo.call(pair.hub, "GET", "", token: old)
        #expect(known.status == 200)
        _ = try await pair.cpo.call(pair.hub, "DELETE", "credentials", token: old)
        let stale = try await pair.cpo.call(pair.hub, "GET", "", token: old)
        #expect(stale.status == 401)
        #expect(stale.text("status_message")?.contains("replaced or ended") == true)
        let unknown = try await pair.cpo.call(pair.hub, "GET", "", token: "never-given-out")
        #expect(unknown.status == 401)
        #expect(unknown.text("status_message")?.contains("not one of this hub's") == true)
        await pair.hub.stop()
    }

    @Test func `a partner without signed terms trades with nobody`() async throws {
        let pair = try await TradingPair()
        let stranger = try TestPartner("DE*NEW", role: "CPO", on: pair.hub.loop)
        let invitation = try await pair.hub.act("ada", "POST", "/partners", ["platform": "new"])
        try await stranger.register(at: pair.hub, tokenA: invitation.text("resource.token") ?? "")
        let answer = try await stranger.call(
            pair.hub, "POST", "sender/tokens/04AABB/authorize", to: "NL*TNM", ["location_id": "LOC9"])
        #expect(answer.int("status_code") == 4003, "\(answer.body)")
        let seen = try await pair.dp.call(pair.hub, "GET", "hubclientinfo")
        let infos = (0..<seen.count("data")).filter { seen.text("data.\($0).party_id") == "NEW" }
        #expect(infos.count == 1)
        #expect(seen.text("data.\(infos.first ?? 0).status") == "PLANNED")
        _ = try await pair.hub.act("ada", "POST", "/partners/DE*NEW/accept-terms")
        let after = try await pair.dp.call(pair.hub, "GET", "hubclientinfo")
        let index = (0..<after.count("data")).first { after.text("data.\($0).party_id") == "NEW" } ?? 0
        #expect(after.text("data.\(index).status") == "CONNECTED")
        await pair.hub.stop()
    }

    @Test func `a suspended partner is refused, and told to the others`() async throws {
        let pair = try await TradingPair()
        let done = try await pair.hub.act("nils", "POST", "/partners/NL*TNM/suspend", ["reason": "unpaid since June"])
        #expect(done.text("resource.status") == "SUSPENDED", "\(done.body)")
        let answer = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", Samples.session())
        #expect(answer.int("status_code") == 4003)
        let told = try await pair.hub.eventually {
            pair.cpo.received("hubclientinfo").contains {
                String(decoding: $0.body, as: UTF8.self).contains("SUSPENDED")
            }
        }
        #expect(told)
        await pair.hub.stop()
    }
}
