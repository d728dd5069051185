import AdminAPI

extension ActionTable {
    static let finding: [Action] = [
        Action(
            .palette, "go", "Run anything by name", words: ["command"], keys: [.char(":")], group: .find, footer: 92
        ) { state, _ in state.openPalette() },
        Action(
            .filter, "filter", "Filter the list: words, key:value, kwh>30, -not, since:2h", words: ["search", "find"],
            keys: [.char("/")], group: .find, scope: .list, argument: "[filter]", footer: 50
        ) { state, argument in argument.isEmpty ? state.editFilter() : state.setFilter(argument) }.unless(needsList),
        Action(
            .sort, "sort", "Sort by a column; the same one again to reverse", words: ["order"], keys: [.char("s")],
            group: .find, scope: .list, argument: "[column]", footer: 60
        ) { state, argument in argument.isEmpty ? state.openSortMenu() : state.sort(by: argument) }.unless(needsList),
        Action(
            .help, "keys", "The keys that work here", words: ["?"], keys: [.char("?"), .function(1)], group: .find,
            footer: 90
        ) { state, _ in state.show(.help(top: 0)) },
    ]

    static let taking: [Action] = [
        Action(
            .mark, "mark", "Mark or unmark the row; actions take the marked ones", words: ["select"],
            keys: [.char(" "), .insert], group: .take, scope: .list, footer: 40
        ) { state, _ in state.toggleMark() }.unless { $0.list?.selected == nil ? "there is no row" : nil },
        Action(
            .markAll, "mark all", "Mark all rows read so far, or none", keys: [.char("*")], group: .take, scope: .list
        ) { state, _ in state.toggleAllMarks() }.unless { $0.list?.rows.isEmpty ?? true ? "there is no row" : nil },
        Action(
            .copy, "copy", "Copy the row's id, or the line, to the clipboard", words: ["yank"], keys: [.char("y")],
            group: .take
        ) { state, _ in state.copySelection() }.unless { $0.copyText == nil ? "nothing to copy here" : nil },
        Action(
            .copyJSON, "copy JSON", "Copy the row as JSON", keys: [.char("Y")], group: .take
        ) { state, _ in state.copyAsJSON() }.unless { $0.subject == nil ? "no row to copy" : nil },
        Action(
            .export, "export", "Write what is listed, the marked rows, or the page that is open to a file",
            words: ["save"], keys: [.char("e")], group: .take, argument: "[csv|json|text]", footer: 80
        ) { state, argument in
            state.place.list == nil ? state.exportPage(argument) : state.export(argument)
        },
    ]

    static let looking: [Action] = [
        Action(
            .pause, "pause", "Hold the view still; the data goes on", keys: [.char("p")], group: .look, scope: .list,
            footer: 65
        ) { state, _ in state.togglePause() }.unless(needsList),
        Action(
            .money, "money", "Follow the money: session, CDR, window, payout, dispute", words: ["follow", "trail"],
            keys: [.char("m")], group: .look, footer: 20
        ) { state, _ in state.followMoney() }.unless {
            $0.subject.map { MoneyTrail.steps(from: $0).isEmpty } ?? true ? "no money here" : nil
        },
        Action(
            .zoom, "zoom", "Only the section with the cursor; a ladder in full", keys: [.char("z")], group: .look,
            scope: .detail, footer: 60
        ) { state, _ in state.toggleZoom() },
        Action(
            .side, "side", "The selected row beside the list, on screens of 160 columns or more", keys: [.char("v")],
            group: .look, scope: .list
        ) { state, _ in state.toggleSide() },
        Action(
            .time, "time", "Times in UTC, in local time, or how long ago", words: ["clock"], keys: [.char("t")],
            group: .look, argument: "[utc|local|relative]"
        ) { state, argument in state.chooseTime(argument) },
        Action(
            .theme, "theme", "The next theme, or one by name", words: ["colour", "color"], keys: [.char("T")],
            group: .look, argument: "[name]"
        ) { state, argument in state.chooseTheme(argument) },
        Action(
            .mouse, "mouse", "Mouse on or off; off lets the terminal select text", keys: [.function(9)], group: .look
        ) { state, _ in state.toggleMouse() },
        Action(.shot, "shot", "Save the screen as text and SVG", words: ["screenshot"], group: .look) { _, _ in
            [.saveScreen]
        },
        Action(
            .repaint, "repaint", "Paint everything again", words: ["redraw"], keys: [.ctrl("l")], group: .look
        ) { _, _ in [.repaint] },
    ]

    static let program: [Action] = [
        Action(
            .suspendProgram, "to the shell", "Stop the program; fg brings it back", keys: [.ctrl("z")], group: .program
        ) { _, _ in [.suspend] },
        Action(
            .quit, "quit", "Leave the view; at the top, the program", words: ["exit", "q"], keys: [.char("q")],
            group: .program
        ) { state, _ in state.leave() },
    ]

    private static let needsList: @Sendable (State) -> SafeText? = { $0.list == nil ? "there is no list here" : nil }
}
