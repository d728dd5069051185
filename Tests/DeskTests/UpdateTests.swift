import AdminAPI
import Roaming
import Testing

@testable import Desk

@Suite struct `Updates of lists` {
    /// 5,000 sessions, newest first.
    static let many: [any Resource] = (0..<5000).map { index in
        SessionResource(
            id: "NL*FAS/S\(index)", version: 1, updatedAt: Fixture.now, cpo: Fixture.party("NL*FAS"),
            dp: Fixture.party("DE*EMP"),
            sessionID: "S\(index)", status: "ACTIVE", startedAt: Fixture.now, kwh: Fixture.kwh("1.5"), powerW: 11_000,
            powerHistory: [11_000], locationID: "L", evseUID: "E", connectorID: "1", tokenType: "RFID",
            tokenMasked: "··1",
            authMethod: "WHITELIST", currency: "EUR", costMinor: 100, lastUpdateAt: Fixture.now)
    }

    @Test func `the state holds a window and never the table`() {
        var desktop = Desktop(80, 24, rows: Self.many)
        #expect(desktop.state.list?.rows.count == 68)
        for _ in 0..<40 { desktop.press("pgdn") }
        #expect(desktop.state.list?.position == 40 * 17)
        #expect((desktop.state.list?.rows.count ?? 0) <= 68)
        #expect(desktop.lines[21].contains("NL*FAS→DE*EMP"))
    }

    @Test func `every row is reached one by one in its order, and back`() {
        var desktop = Desktop(80, 24, rows: Array(Self.many.prefix(300)))
        for index in 0..<300 {
            #expect(desktop.state.list?.selected?.id == "NL*FAS/S\(index)")
            desktop.press("j")
        }
        for index in (0..<299).reversed() {
            desktop.press("k")
            #expect(desktop.state.list?.selected?.id == "NL*FAS/S\(index)")
        }
    }

    @Test func `the end and the start are one key away`() {
        var desktop = Desktop(80, 24, rows: Self.many)
        desktop.press("G")
        #expect(desktop.state.list?.selected?.id == "NL*FAS/S4999")
        #expect(desktop.state.list?.position == 4999)
        desktop.press("g")
        #expect(desktop.state.list?.selected?.id == "NL*FAS/S0")
    }

    @Test func `the cursor stays on its row when rows come before it`() {
        var desktop = Desktop(80, 24, rows: Array(Self.many.dropFirst(100)))
        desktop.press("j", "j", "j")
        let line = desktop.lines.firstIndex { $0.hasPrefix("▌") }
        desktop.rows = Self.many
        desktop.send(.cacheChanged([.session]))
        #expect(desktop.state.list?.selected?.id == "NL*FAS/S103")
        #expect(desktop.lines.firstIndex { $0.hasPrefix("▌") } == line)
    }

    @Test func `a row that went away leaves the cursor where it was`() {
        var desktop = Desktop(80, 24, rows: Array(Self.many.prefix(10)))
        desktop.press("j", "j")
        desktop.rows.remove(at: 2)
        desktop.send(.cacheChanged([.session]))
        #expect(desktop.state.list?.selected?.id == "NL*FAS/S3")
        desktop.rows = []
        desktop.send(.cacheChanged([.session]))
        #expect(desktop.state.list?.selected == nil)
    }

    @Test func `a change that is not on the screen asks for no drawing`() {
        var desktop = Desktop(80, 24, rows: Self.many)
        desktop.state.needsDraw = false
        desktop.rows[60] = Self.many[61]
        desktop.send(.cacheChanged([.session]))
        #expect(!desktop.state.needsDraw)
        desktop.send(.cacheChanged([.partner]))
        desktop.send(.overview(Fixture.overview))
        desktop.send(.minute(Fixture.at("14:03:59"), localOffset: 0))
        #expect(!desktop.state.needsDraw)
        desktop.send(.minute(Fixture.at("14:04:00"), localOffset: 0))
        #expect(desktop.state.needsDraw)
    }

    @Test func `a change while a query is under way is asked for afterwards`() {
        var state = State(size: Size(columns: 80, lines: 24), options: Options(), now: Fixture.now, seed: 1)
        let first = start(&state)
        guard case .query(let request)? = first.last else {
            Issue.record("no query at the start")
            return
        }
        #expect(update(&state, .cacheChanged([.session])) == [.overview])
        let answer = WindowAnswer(
            token: request.token, rows: [], firstIndex: 0, hasBefore: false, hasAfter: false, matched: 0, total: 0)
        let next = update(&state, .rows(answer))
        #expect(next.contains { if case .query = $0 { true } else { false } })
    }

    @Test func `a paused list stands still and says that there is news`() {
        var desktop = Desktop(80, 24, rows: Array(Self.many.dropFirst(5)))
        desktop.press("p")
        let before = desktop.lines[5...21]
        desktop.rows = Self.many
        desktop.send(.cacheChanged([.session]))
        #expect(desktop.lines[5...21] == before)
        #expect(desktop.lines[2].contains("PAUSED, news waiting"))
        desktop.press("p")
        #expect(desktop.state.list?.total == 5000)
    }

    @Test func `a late answer to an older filter is not shown`() {
        var state = State(size: Size(columns: 80, lines: 24), options: Options(), now: Fixture.now, seed: 1)
        guard case .query(let request)? = start(&state).last else { return }
        _ = update(&state, .key(.char("/")))
        _ = update(&state, .key(.char("x")))
        let late = WindowAnswer(
            token: request.token, rows: Fixture.sessions, firstIndex: 0, hasBefore: false, hasAfter: false, matched: 6,
            total: 6)
        _ = update(&state, .rows(late))
        #expect(state.list?.rows.isEmpty == true)
    }

    @Test func `sorting again reverses, and a column starts with the largest`() {
        var desktop = Desktop()
        desktop.press("s", "k")
        #expect(desktop.state.list?.sort == Sort(column: "kwh", descending: true))
        desktop.press("s", "s")
        #expect(desktop.state.list?.sort == Sort(column: "kwh", descending: false))
        desktop.press(":", "'sort cpo", "enter")
        #expect(desktop.state.list?.sort == Sort(column: "cpo", descending: false))
        desktop.press(":", "'sort nothing", "enter")
        #expect(desktop.lines[22].contains("cannot be sorted by nothing"))
    }

    @Test func `marks are rows, not places`() {
        var desktop = Desktop(80, 24, rows: Array(Self.many.dropFirst(3).prefix(20)))
        desktop.press("space", "space")
        desktop.rows = Array(Self.many.prefix(23))
        desktop.send(.cacheChanged([.session]))
        #expect(desktop.state.list?.marks.map(\.id) == ["NL*FAS/S3", "NL*FAS/S4"])
        desktop.press("esc")
        #expect(desktop.state.list?.marks.isEmpty == true)
        desktop.press("*")
        #expect(desktop.state.list?.marks.count == 23)
        desktop.press("*")
        #expect(desktop.state.list?.marks.isEmpty == true)
    }

    @Test func `currencies are summed apart`() {
        var desktop = Desktop()
        desktop.press("4", "*")
        #expect(desktop.lines[22].contains("61,535.04 EUR"))
        #expect(desktop.lines[22].contains("220,000.00 SEK"))
    }

    @Test(arguments: [(79, 24), (80, 23), (20, 5), (1, 1), (0, 0)])
    func `a screen that is too small says what it needs`(columns: Int, lines: Int) {
        var desktop = Desktop()
        desktop.press("j")
        desktop.send(.resize(Size(columns: columns, lines: lines)))
        if columns > 40 { #expect(desktop.screen.contains("needs 80 columns and 24 lines")) }
        desktop.send(.resize(Size(columns: 80, lines: 24)))
        #expect(desktop.state.list?.cursor == 1)
    }
}

@Suite struct `Updates of the filter` {
    @Test func `it filters while it is typed, and esc takes it back`() {
        var desktop = Desktop()
        desktop.press("/", "'flag:st")
        #expect(desktop.state.list?.rows.count == 1)
        desktop.press("esc")
        #expect(desktop.state.list?.rows.count == 6)
        desktop.press("/", "'dp:TNM", "enter")
        #expect(desktop.state.list?.queryText == "dp:TNM")
        desktop.press("esc")
        #expect(desktop.state.list?.queryText == "")
    }

    @Test func `keys of the table are letters in the filter`() {
        var desktop = Desktop()
        desktop.press("/", "'qx1:p")
        #expect(desktop.state.list?.editing?.field.text == "qx1:p")
        #expect(desktop.state.overlay == nil)
    }

    @Test func `tab completes keys and values`() {
        var desktop = Desktop()
        desktop.press("/", "'fla", "tab")
        #expect(desktop.state.list?.editing?.field.text == "flag:")
        desktop.press("backspace", "'=ST", "tab")
        #expect(desktop.state.list?.editing?.field.text.hasPrefix("flag=") == true)
        desktop.press("esc", "/", "'state:ac", "tab")
        #expect(desktop.state.list?.editing?.field.text == "state:ACTIVE")
    }

    @Test func `a paste goes into the filter as one line without what is invisible`() {
        var desktop = Desktop()
        desktop.press("/")
        desktop.send(.paste("cpo:NL*\u{200B}FAS\nx\u{1B}"))
        #expect(desktop.state.list?.editing?.field.text == "cpo:NL*FAS x")
    }

    @Test func `a filter by age is asked for again when the minute changes`() {
        var desktop = Desktop()
        desktop.press("/", "'age>10m", "enter")
        var state = desktop.state
        let effects = update(&state, .minute(Fixture.at("14:10:00"), localOffset: 0))
        #expect(effects.contains { if case .query = $0 { true } else { false } })
    }
}
