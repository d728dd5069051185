import AdminAPI
import HTTPMessage
import JSON
import Testing

@testable import Hub

@Suite(.serialized) struct AdminActionTests {
    /// Each role's person meets exactly the table: 403 where it says no, anything else where it says yes.
    @Test func `every role and action follow the table`() async throws {
        let pair = try await TradingPair()
        for (person, roles) in RunningHub.people {
            for action in ActionName.allCases {
                let route = RouteTable.route(for: action)
                let path = String(
                    route.path(argumentsOfRoute: route.pathParameters.map { _ in "nothing" }).dropFirst(
                        "/admin/v1".count))
                let answer = try await pair.hub.act(person, route.method.rawValue.uppercased(), path, [:])
                let isAllowed = Permissions.allows(action, roles: Set(names: roles), isService: false)
                #expect(
                    (answer.status == 403) != isAllowed, "\(person) \(action.rawValue): \(answer.status) \(answer.body)"
                )
            }
        }
        for action in ActionName.allCases {
            let route = RouteTable.route(for: action)
            let path = String(
                route.path(argumentsOfRoute: route.pathParameters.map { _ in "nothing" }).dropFirst("/admin/v1".count))
            #expect(try await pair.hub.act("robot", route.method.rawValue.uppercased(), path, [:]).status == 403)
        }
        await pair.hub.stop()
    }

    @Test func `whoever is signed in may ask for a price`() async throws {
        let hub = try await RunningHub()
        let asked = try JSON.parse(PricerTests.request())
        for person in ["vera", "robot"] {
            let answer = try await hub.act(person, "POST", "/price", asked)
            #expect(answer.status == 200)
            #expect(answer.text("total_cost.excl") == "2.0000")
        }
        let refused = try await hub.act("vera", "POST", "/price", ["version": "2.2.1", "cdr": [:]])
        #expect(refused.status == 422)
        #expect(refused.text("field") == "cdr.charging_periods")
        #expect(try await hub.act("nobody", "POST", "/price", asked).status == 401)
        #expect(try await hub.act("vera", "GET", "/price").status == 405)
        await hub.stop()
    }

    @Test func `money goes from a CDR to an approved payout by two people`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.charge("S1", cdr: "C1")
        let windows = try await pair.hub.read("/windows")
        let window = try #require(windows.text("items.0.id"))
        #expect(try await pair.hub.act("mia", "POST", "/windows/\(window)/close").status == 200)
        let payout = try await pair.hub.read("/payouts")
        let id = try #require(payout.text("items.0.id"))
        #expect(payout.int("items.0.amount_minor") == 440)
        let hash = payout.text("items.0.content_hash") ?? ""
        var version = try await pair.hub.read("/payouts/\(id)")
        let tag = { (answer: RunningHub.Answer) in answer.headers.first("ETag") ?? "" }
        let approval: JSONValue = ["content_hash": .string(hash), "amount_minor": 440]
        let early = try await pair.hub.act("otto", "POST", "/payouts/\(id)/approve", approval, ifMatch: tag(version))
        #expect(early.status == 409)
        let released = try await pair.hub.act("boss", "POST", "/payouts/\(id)/release", ifMatch: tag(version))
        #expect(released.status == 200, "\(released.body)")
        let stale = try await pair.hub.act("otto", "POST", "/payouts/\(id)/approve", approval, ifMatch: tag(version))
        #expect(stale.status == 412)
        version = try await pair.hub.read("/payouts/\(id)")
        let own = try await pair.hub.act("boss", "POST", "/payouts/\(id)/approve", approval, ifMatch: tag(version))
        #expect(own.status == 403)
        #expect(own.text("type")?.contains("four-eyes") == true)
        let other = try await pair.hub.act(
            "otto", "POST", "/payouts/\(id)/approve",
            ["content_hash": .string(String(repeating: "0", count: 64)), "amount_minor": 440], ifMatch: tag(version))
        #expect(other.status == 412, "\(other.body)")
        let approved = try await pair.hub.act("otto", "POST", "/payouts/\(id)/approve", approval, ifMatch: tag(version))
        #expect(approved.text("resource.state") == "APPROVED", "\(approved.body)")
        version = try await pair.hub.read("/payouts/\(id)")
        let cancelled = try await pair.hub.act(
            "mia", "POST", "/payouts/\(id)/cancel", ["reason": "wrong account"], ifMatch: tag(version))
        #expect(cancelled.text("resource.state") == "CANCELLED", "\(cancelled.body)")
        let balance = try await pair.hub.read("/trial-balance")
        #expect(balance.value("in_balance") == .bool(true))
        let audit = try await pair.hub.read("/audit?target=\(id)")
        // Four refusals, and release, approval and cancellation.
        #expect(audit.count("items") == 7)
        await pair.hub.stop()
    }

    @Test func `a dispute is previewed, held and decided by another person`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.charge("S1", cdr: "C1")
        let raised = try await pair.hub.act(
            "lena", "POST", "/disputes",
            ["cdr": "NL*FAS/C1", "reason": "PRICE_DIFFERS", "text": "the app said 0.39", "claimant": "NL*TNM"])
        #expect(raised.status == 200, "\(raised.body)")
        let id = try #require(raised.text("resource.id"))
        #expect(raised.int("resource.held_minor") == 440)
        let preview = try await pair.hub.read("/disputes/\(id)/preview?decision=FOR_DP")
        #expect(preview.count("entries") >= 4, "\(preview.body)")
        let version = try await pair.hub.read("/disputes/\(id)").headers.first("ETag")
        let body: JSONValue = ["decision": "FOR_DP", "text": "the price served was 0.39"]
        let own = try await pair.hub.act("lena", "POST", "/disputes/\(id)/decide", body, ifMatch: version)
        #expect(own.status == 403)
        let decided = try await pair.hub.act("boss", "POST", "/disputes/\(id)/decide", body, ifMatch: version)
        #expect(decided.text("resource.state") == "DECIDED", "\(decided.body)")
        #expect(try await pair.hub.read("/cdrs/NL*FAS%2FC1").text("state") == "CREDITED")
        #expect(try await pair.hub.read("/trial-balance").value("in_balance") == .bool(true))
        await pair.hub.stop()
    }

    @Test func `the same key is the same action, and another action under it is refused`() async throws {
        let pair = try await TradingPair()
        let body: JSONValue = ["reason": "test"]
        let first = try await pair.hub.act("nils", "POST", "/partners/NL*TNM/suspend", body, key: "k-1")
        let again = try await pair.hub.act("nils", "POST", "/partners/NL*TNM/suspend", body, key: "k-1")
        #expect(first.status == 200)
        #expect(again.body == first.body)
        let other = try await pair.hub.act("nils", "POST", "/partners/NL*FAS/suspend", body, key: "k-1")
        #expect(other.status == 409)
        let none = try await pair.hub.act("nils", "POST", "/partners/NL*FAS/suspend", body, key: "")
        #expect(none.status == 400)
        await pair.hub.stop()
    }

    @Test func `a secret is shown once and never under its key again`() async throws {
        let hub = try await RunningHub()
        let first = try await hub.act("ada", "POST", "/partners", ["platform": "x"], key: "inv")
        let again = try await hub.act("ada", "POST", "/partners", ["platform": "x"], key: "inv")
        #expect(first.text("resource.token")?.count == 64)
        #expect(again.text("resource.token")?.hasPrefix("fp:") == true)
        await hub.stop()
    }

    @Test func `the feed resumes where a reader stopped, and roles see their kinds only`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.charge("S1", cdr: "C1")
        var seen: Set<String> = []
        var after: Int64 = 0
        while true {
            let page = try await pair.hub.read("/changes?after=\(after)&limit=2")
            for index in 0..<page.count("changes") {
                seen.insert("\(page.text("changes.\(index).kind") ?? "") \(page.text("changes.\(index).id") ?? "")")
                let seq = page.int("changes.\(index).seq") ?? 0
                // A resource that changed meanwhile comes again, always further on.
                #expect(seq > after)
                after = seq
            }
            if page.value("more") == .bool(false) { break }
        }
        #expect(seen.contains("session NL*FAS/S1"))
        #expect(seen.contains("cdr NL*FAS/C1"))
        let viewer = try await pair.hub.read("/changes?after=0&limit=1000", as: "vera")
        let kinds = Set((0..<viewer.count("changes")).compactMap { viewer.text("changes.\($0).kind") })
        #expect(!kinds.contains("payout") && !kinds.contains("window"))
        #expect(try await pair.hub.read("/payouts", as: "vera").status == 403)
        #expect(try await pair.hub.read("/sessions", as: "nobody").status == 401)
        await pair.hub.stop()
    }

    @Test func `lists filter by the console's grammar and say what they did not understand`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.charge("S1", cdr: "C1")
        let some = try await pair.hub.read("/sessions?q=cpo:NL*FAS%20kwh%3E5")
        #expect(some.count("items") == 1, "\(some.body)")
        let none = try await pair.hub.read("/sessions?q=kwh%3E50")
        #expect(none.count("items") == 0)
        let odd = try await pair.hub.read("/sessions?q=colour:red")
        #expect(odd.count("problems") == 1)
        #expect(try await pair.hub.read("/sessions?sort=colour").status == 422)
        await pair.hub.stop()
    }
}

extension Route {
    /// The path with every placeholder filled by the given values.
    func path(argumentsOfRoute values: [String]) -> String {
        var rest = values[...]
        return path.split(separator: "/").map { $0.hasPrefix("{") ? "/" + rest.removeFirst() : "/" + $0 }.joined()
    }
}
