import AdminAPI
import JSON
import Testing

@testable import Desk

@Suite struct `Dialogs` {
    private func approving() -> Desktop {
        var desktop = Desktop()
        desktop.press("4", "j", "x", "a")
        return desktop
    }

    @Test func `approving sends what was shown, with version, hash and amount`() throws {
        var desktop = approving()
        desktop.press("'18004.90", "enter", "enter")
        let request = try #require(desktop.actions.first)
        #expect(request.path == "/admin/v1/payouts/P-20261121-0008/approve")
        #expect(request.ifMatch == 3)
        #expect(request.body == ["content_hash": .string(Fixture.hash), "amount_minor": 1_800_490])
        #expect(request.idempotencyKey.hasPrefix("desk-d5-"))
    }

    @Test(arguments: ["", "18004.9", "18004.91", "1800490", "41220.14"])
    func `another amount approves nothing`(typed: String) {
        var desktop = approving()
        desktop.press("'\(typed)", "enter", "enter", "enter")
        #expect(desktop.actions.isEmpty)
        #expect(desktop.lines[22].contains("Type the amount"))
    }

    @Test func `a paste never confirms`() {
        var desktop = approving()
        desktop.send(.paste("18004.90\n\n"))
        desktop.press("enter", "enter")
        #expect(desktop.actions.isEmpty)
        #expect(desktop.effects.contains(.bell))
    }

    @Test func `a paste in a list does nothing`() {
        var desktop = Desktop()
        desktop.press("4", "j")
        desktop.send(.paste("xa18004.90\n\n"))
        #expect(desktop.actions.isEmpty && desktop.state.overlay == nil)
        #expect(desktop.lines[22].contains("a paste is not a command"))
    }

    @Test func `the dialog keeps its target while the list moves on`() throws {
        var desktop = approving()
        desktop.rows = desktop.rows.map { row in
            guard var payout = row as? PayoutResource, payout.id == "P-20261121-0008" else { return row }
            payout.version = 4
            payout.amountMinor = 999
            return payout
        }
        desktop.rows.removeAll { $0.id == "P-20261121-0007" }
        desktop.send(.cacheChanged([.payout]))
        #expect(desktop.screen.contains("18,004.90 EUR"))
        desktop.press("'18004.90", "enter", "enter")
        let request = try #require(desktop.actions.first)
        #expect(request.path.contains("0008") && request.ifMatch == 3)
    }

    @Test func `the hub's own answer is shown, with the audit's number`() {
        var desktop = approving()
        desktop.press("'18004.90", "enter", "enter")
        #expect(desktop.screen.contains("waiting for the hub"))
        desktop.answerActions { _ in .success(ActionAnswer(audit: 4711, resource: [:])) }
        #expect(desktop.screen.contains("audit 4711"))
        desktop.press("enter")
        #expect(desktop.state.overlay == nil)
    }

    @Test func `a refusal is shown with its title and its reason`() {
        var desktop = approving()
        desktop.press("'18004.90", "enter", "enter")
        desktop.answerActions { _ in
            .failure(Refusal(status: 412, title: "Changed meanwhile", detail: "the payout is at version 4, you saw 3"))
        }
        #expect(desktop.screen.contains("Changed meanwhile (412)"))
        #expect(desktop.screen.contains("the payout is at version 4, you saw 3"))
    }

    @Test func `who does not wait still hears the answer`() {
        var desktop = approving()
        desktop.press("'18004.90", "enter", "enter", "esc")
        desktop.answerActions { _ in .success(ActionAnswer(audit: 9, resource: [:])) }
        #expect(desktop.lines[22].contains("done, audit 9"))
    }

    @Test func `enter on the first button leaves it alone`() {
        var desktop = Desktop(person: "joost")
        desktop.press("4", "x", "r", "enter")
        #expect(desktop.actions.isEmpty && desktop.state.overlay == nil)
        desktop.press("x", "r", "right", "enter")
        #expect(desktop.actions.map(\.action) == [.releasePayout])
        #expect(desktop.actions.first.map { $0.body == .none } == true)
    }

    @Test func `one's own release cannot be approved, and the menu says why`() {
        var desktop = Desktop()
        desktop.press("4", "j", "j", "j", "x")
        #expect(desktop.screen.contains("you released this payout"))
        desktop.press("a")
        #expect(desktop.actions.isEmpty)
        #expect(desktop.lines[22].contains("another person must approve it"))
    }

    @Test(arguments: [
        ("vic", "1", "stop", "needs the role noc"), ("noor", "4", "approve", "needs the role finance_approver"),
        ("mira", "5", "decide", "needs the role support_lead"),
    ])
    func `what the role forbids stays visible with its reason`(
        person: String, pane: String, command: String, reason: String
    ) {
        var desktop = Desktop(person: person)
        desktop.press(pane, ":", "'\(command)", "enter")
        #expect(desktop.lines[22].contains(reason))
        #expect(desktop.state.overlay == nil)
    }

    @Test func `offline nothing is sent and nothing is queued`() {
        var desktop = Desktop(link: Scene.offline)
        desktop.press("4", "j", "x")
        #expect(desktop.screen.contains("offline: the hub is not reached"))
        desktop.press("esc")
        desktop.send(.link(.live))
        #expect(desktop.actions.isEmpty)
        desktop.press("x", "a")
        desktop.send(.link(Scene.offline))
        desktop.press("'18004.90", "enter", "enter")
        #expect(desktop.actions.isEmpty)
        #expect(desktop.lines[22].contains("offline"))
    }

    @Test func `marked payouts of two currencies are not approved together`() {
        var rows = Fixture.all
        for index in rows.indices {
            if var payout = rows[index] as? PayoutResource {
                payout.state = .released
                payout.releasedBy = "joost"
                rows[index] = payout
            }
        }
        var desktop = Desktop(rows: rows)
        desktop.press("4", "*", "x", "a")
        #expect(desktop.lines[22].contains("EUR and SEK, which have no sum"))
        desktop.press("esc", "/", "'currency=EUR", "enter", "*", "x", "a", "'61535.04", "enter", "enter")
        #expect(desktop.actions.count == 3)
        #expect(Set(desktop.actions.map(\.idempotencyKey)).count == 3)
    }

    @Test func `marked rows that cannot be done are left out and named`() {
        var desktop = Desktop(person: "joost")
        desktop.press("4", "*", "x", "r")
        #expect(desktop.screen.contains("Release 1 payout"))
        #expect(desktop.screen.contains("left out  P-20261121-0008"))
        desktop.press("right", "enter")
        #expect(desktop.actions.map(\.path) == ["/admin/v1/payouts/P-20261121-0007/release"])
    }

    @Test func `stopping needs a reason in words`() throws {
        var desktop = Desktop(person: "noor")
        desktop.press("x", "s", "enter", "enter")
        #expect(desktop.actions.isEmpty)
        desktop.press("up", "up", "'cable is stuck", "enter", "enter")
        let request = try #require(desktop.actions.first)
        #expect(request.path == "/admin/v1/sessions/NL%2AFAS%2F7f3a-22c1/stop")
        #expect(request.body == ["reason": "cable is stuck"])
        #expect(request.ifMatch == nil)
    }

    @Test func `deciding shows the entries of the choice before it can be sent`() throws {
        var desktop = Desktop(80, 40, person: "lena")
        desktop.press("5", "x", "d")
        #expect(desktop.screen.contains("Choose a decision"))
        desktop.press("right")
        #expect(desktop.screen.contains("The held part is owed to the CPO again."))
        desktop.press("right")
        #expect(desktop.screen.contains("The CDR is credited in full."))
        desktop.press("tab", "'no time price", "tab", "'13.62", "enter", "enter")
        let request = try #require(desktop.actions.first)
        #expect(request.body == ["decision": "FOR_DP", "text": "no time price"])
        #expect(request.ifMatch == 3)
    }

    @Test func `a dispute that changed since the dialog opened is not decided`() {
        var desktop = Desktop(80, 40, person: "lena")
        desktop.press("5", "x", "d", "right")
        var preview = Fixture.preview(.forCpo)
        preview.version = 4
        desktop.send(.fetched(.preview(dispute: "D-0412", decision: .forCpo), .success(preview.json)))
        desktop.press("tab", "'as claimed", "tab", "'13.62", "enter", "enter")
        #expect(desktop.actions.isEmpty)
        #expect(desktop.screen.contains("the dispute has changed"))
    }

    @Test func `a dispute is raised with reason, claimant and words`() throws {
        var desktop = Desktop(person: "lena")
        desktop.press(
            ":", "'cdrs", "enter", "j", "x", "d", "right", "right", "right", "tab", "right", "tab", "'app showed 0.59")
        desktop.press("enter", "enter")
        let request = try #require(desktop.actions.first)
        #expect(request.path == "/admin/v1/disputes")
        #expect(
            request.body == [
                "cdr": "NL*FAS/C-88214", "reason": "PRICE_DIFFERS", "text": "app showed 0.59", "claimant": "NL*TNM",
            ])
    }

    @Test func `what others wrote stands quoted and in its codes`() throws {
        var desktop = Desktop(person: "noor")
        desktop.press("2", "j", "j", "x", "s")
        #expect(desktop.screen.contains("“Evil\\u{1B}]52;c;"))
    }
}
