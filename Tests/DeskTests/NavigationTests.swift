import AdminAPI
import Testing

@testable import Desk

@Suite struct `Going about` {
    @Test func `enter goes in, esc comes back to the same row`() {
        var desktop = Desktop()
        desktop.press("j", "j", "enter")
        #expect(desktop.state.detail?.ref?.id == "NL*FAS/e881-2aaa")
        desktop.press("esc")
        #expect(desktop.state.list?.selected?.id == "NL*FAS/e881-2aaa")
    }

    @Test func `each pane keeps its place`() {
        var desktop = Desktop()
        desktop.press("j", "4", "j", "j", "1")
        #expect(desktop.state.list?.cursor == 1)
        desktop.press("4")
        #expect(desktop.state.list?.cursor == 2)
        desktop.press("enter", "1", "4")
        #expect(desktop.state.detail != nil)
        desktop.press("4")
        #expect(desktop.state.detail == nil)
    }

    @Test func `the money leads from a session to its dispute and back`() {
        var desktop = Desktop()
        desktop.press("G", "m", "c")
        #expect(desktop.state.detail?.ref == ResourceRef(.cdr, "NL*FAS/C-88213"))
        desktop.press("m", "d")
        #expect(desktop.state.detail?.ref == ResourceRef(.dispute, "D-0412"))
        desktop.press("m", "s")
        #expect(desktop.state.detail?.ref == ResourceRef(.session, "NL*FAS/0ld-1"))
        desktop.press("q", "q", "q")
        #expect(desktop.state.list?.kind == .session)
    }

    @Test func `what is missing on the way is said`() {
        var desktop = Desktop()
        desktop.press("m", "c")
        #expect(desktop.lines[22].contains("not yet: it is running"))
        #expect(desktop.state.detail == nil)
    }

    @Test func `a payout's CDRs are a list of their own`() {
        var desktop = Desktop()
        desktop.press("4", "m", "c")
        #expect(desktop.state.list?.kind == .cdr)
        #expect(desktop.state.list?.queryText == "payout=\"P-20261121-0007\"")
        desktop.press("esc")
        #expect(desktop.state.list?.kind == .payout)
    }

    @Test(arguments: [
        (":sessions state:active", Kind.session, "state:active"), (":cdrs", .cdr, ""), (":holds", .cdr, "state:held"),
        (":windows state:open", .window, "state:open"), (":alert", .alert, ""),
    ])
    func `a list opens by name, with a filter`(command: String, kind: Kind, query: String) {
        var desktop = Desktop()
        desktop.press(":", "'\(command.dropFirst())", "enter")
        #expect(desktop.state.list?.kind == kind)
        #expect(desktop.state.list?.queryText == query)
    }

    @Test(arguments: [
        ("session NL*FAS/0ld-1", ResourceRef(.session, "NL*FAS/0ld-1")),
        ("payout P-20261121-0009", ResourceRef(.payout, "P-20261121-0009")),
        ("partner NL*TNM", ResourceRef(.partner, "NL*TNM")),
        ("cdr NL*FAS/C-88215", ResourceRef(.cdr, "NL*FAS/C-88215")),
    ])
    func `a row opens by its id`(command: String, ref: ResourceRef) {
        var desktop = Desktop()
        desktop.press(":", "'\(command)", "enter")
        #expect(desktop.state.detail?.ref == ref)
        #expect(desktop.state.detail?.resource != nil)
    }

    @Test func `n opens the next row of the list below`() {
        var desktop = Desktop()
        desktop.press("enter", "tab", "n")
        #expect(desktop.state.detail?.ref?.id == "BE*BEC/b1c2-0001")
        #expect(desktop.state.detail?.page == 1)
        desktop.press("N", "esc")
        #expect(desktop.state.list?.cursor == 0)
    }

    @Test func `n in a list goes to the next row with a flag`() {
        var desktop = Desktop()
        desktop.press("n")
        #expect(desktop.state.list?.cursor == 1)
        desktop.press("n")
        #expect(desktop.lines[22].contains("no further row with a flag"))
    }

    @Test func `a message of a ladder opens`() {
        var desktop = Desktop()
        desktop.press("enter", "tab", "enter")
        #expect(desktop.state.detail?.subject == .message("1"))
        #expect(desktop.screen.contains("\"evse_uids\""))
    }

    @Test func `q at the top asks, and only y quits`() {
        var desktop = Desktop()
        desktop.press("q", "n")
        #expect(desktop.effects.isEmpty)
        desktop.press("q", "y")
        #expect(desktop.effects == [.quit])
    }

    @Test func `control C closes what is open and then asks to quit`() {
        var desktop = Desktop()
        desktop.press("?", "^c")
        #expect(desktop.state.overlay == nil)
        desktop.press("^c", "y")
        #expect(desktop.effects == [.quit])
    }

    @Test func `a key without a meaning says so`() {
        var desktop = Desktop()
        desktop.press("w")
        #expect(desktop.lines[22].contains("w does nothing here"))
    }

    @Test func `copying takes the id, the marks, or the row as JSON`() {
        var desktop = Desktop()
        desktop.press("y")
        #expect(desktop.effects.last == .copy("NL*FAS/7f3a-22c1", what: "NL*FAS/7f3a-22c1"))
        desktop.press("space", "space", "y")
        #expect(desktop.effects.last == .copy("NL*FAS/7f3a-22c1 BE*BEC/b1c2-0001", what: "2 ids"))
        desktop.press("Y")
        guard case .copy(let text, _)? = desktop.effects.last else {
            Issue.record("nothing copied")
            return
        }
        #expect(text.string.hasPrefix("{\"id\":\"NL*FAS/e881-2aaa\""))
    }

    @Test func `an export is what is listed, or the marks`() {
        var desktop = Desktop()
        desktop.press("/", "'dp:TNM", "enter", "e", "c")
        guard case .export(let request)? = desktop.effects.last else {
            Issue.record("no export")
            return
        }
        #expect(request.format == .csv && request.query.text == "dp:TNM" && request.ids.isEmpty)
        desktop.press("space", ":", "'export json", "enter")
        guard case .export(let second)? = desktop.effects.last else { return }
        #expect(second.format == .json && second.ids == ["NL*FAS/7f3a-22c1"])
    }

    @Test func `times are read from another clock by t`() {
        var desktop = Desktop()
        desktop.send(.minute(Fixture.now, localOffset: 60))
        desktop.press("t")
        #expect(desktop.lines[5].contains("13:02:55") && desktop.lines[0].hasSuffix("15:03"))
        desktop.press("t")
        #expect(desktop.lines[5].contains("2h00 ago"))
        desktop.press("t", "T")
        #expect(desktop.state.theme.name == "light")
        #expect(desktop.effects.last == .themeChanged)
    }

    @Test func `a click selects, a second one opens, heads sort, tabs change the pane`() {
        var desktop = Desktop()
        desktop.send(.mouse(.press(Point(x: 10, y: 7))))
        #expect(desktop.state.list?.cursor == 2)
        desktop.send(.mouse(.doublePress(Point(x: 10, y: 7))))
        #expect(desktop.state.detail != nil)
        desktop.press("esc")
        desktop.send(.mouse(.press(Point(x: 45, y: 4))))
        #expect(desktop.state.list?.sort.column == "kwh")
        desktop.send(.mouse(.press(Point(x: 24, y: 1))))
        #expect(desktop.state.pane == .partners)
        desktop.send(.mouse(.wheelDown(Point(x: 10, y: 9))))
        #expect(desktop.state.list?.cursor == 3)
    }

    @Test func `a row that changes while its story is read is read once more, not twice at a time`() throws {
        var state = State(size: Size(columns: 80, lines: 24), options: Options(), now: Fixture.now, seed: 1)
        var row = try #require(Fixture.sessions.first as? SessionResource)
        _ = update(&state, .link(.live))
        var effects = state.push(DetailState(row), on: .sessions) + update(&state, .minute(Fixture.now, localOffset: 0))
        let story = OnDemand.timeline(session: row.id)
        #expect(effects.filter { $0 == .fetchOnDemand(story) }.count == 1)
        for version in 5...9 {
            row.version = version
            effects = update(&state, .resource(row.ref, row))
            #expect(!effects.contains(.fetchOnDemand(story)))
        }
        let answer = Page(items: Fixture.timeline).json
        #expect(update(&state, .fetched(story, .success(answer))).contains(.fetchOnDemand(story)))
        #expect(!update(&state, .fetched(story, .success(answer))).contains(.fetchOnDemand(story)))
        #expect(draw(state).plainText.contains("authorise"))
    }

    @Test func `what the hub refused is asked again when the link is back`() {
        var desktop = Desktop()
        desktop.hubAnswers = false
        desktop.press("enter")
        #expect(desktop.screen.contains("needs the role auditor"))
        desktop.hubAnswers = true
        desktop.send(.link(Scene.offline))
        desktop.send(.link(.live))
        #expect(desktop.screen.contains("NL*TNM ALLOWED"))
    }
}
