import AdminAPI

extension ActionTable {
    static let moving: [Action] = [
        Action(.up, "up", "One line up", keys: [.up, .char("k")], group: .move) { state, _ in state.move(-1) },
        Action(.down, "down", "One line down", keys: [.down, .char("j")], group: .move) { state, _ in state.move(1) },
        Action(.left, "left", "The pane or page before", keys: [.left, .char("h")], group: .move) { state, _ in
            state.sideways(-1)
        },
        Action(.right, "right", "The next pane or page", keys: [.right, .char("l")], group: .move) { state, _ in
            state.sideways(1)
        },
        Action(.pageUp, "page up", "One screen up", keys: [.pageUp, .ctrl("b")], group: .move) { state, _ in
            state.move(-state.pageHeight)
        },
        Action(.pageDown, "page down", "One screen down", keys: [.pageDown, .ctrl("f")], group: .move) { state, _ in
            state.move(state.pageHeight)
        },
        Action(.first, "first", "The first line", keys: [.home, .char("g")], group: .move) { state, _ in
            state.jump(toEnd: false)
        },
        Action(.last, "last", "The last line", keys: [.end, .char("G")], group: .move) { state, _ in
            state.jump(toEnd: true)
        },
        Action(
            .nextSection, "pages", "The next pane, or the next page of a detail", keys: [.tab], group: .move,
            footer: 15,
            footerScope: .detail
        ) { state, _ in state.sideways(1) },
        Action(
            .previousSection, "page before", "The pane or page before", keys: [.backTab], group: .move
        ) { state, _ in state.sideways(-1) },
        Action(
            .page, "page", "A page of what is open, by its name", words: ["tab"], group: .go, scope: .detail,
            argument: "[name]"
        ) { state, argument in state.openPage(argument) }.unless { state in
            state.place.detail == nil ? "nothing is open that has pages" : nil
        },
        Action(
            .next, "next", "In a list the next row with a flag; in a detail the next row of its list",
            keys: [.char("n")], group: .move
        ) { state, _ in state.step(1) },
        Action(.previous, "previous", "The same backwards", keys: [.char("N")], group: .move) { state, _ in
            state.step(-1)
        },
        Action(
            .open, "open", "Open the row, or what the line leads to", keys: [.enter], group: .go, footer: 10
        ) { state, _ in state.openSelected() }.unless { $0.openTarget == nil ? "nothing to open here" : nil },
        Action(
            .back, "back", "Close this view; in a list clear the marks, then the filter", keys: [.escape], group: .go,
            footer: 95,
            footerScope: .detail
        ) { state, _ in state.goBack() },
    ]

    static let going: [Action] =
        PaneID.allCases.compactMap { pane -> Action? in
            guard let kind = pane.home, let id = ActionID(rawValue: kind.plural) else { return nil }
            return Action(
                id, pane.title, "The pane \(pane.title); with a filter, or an id to open", words: [kind.rawValue],
                keys: [.char(Unicode.Scalar(UInt8(48 + pane.rawValue)))], group: .go, argument: "[filter or id]"
            ) { state, argument in state.go(to: kind, argument) }
        } + [
            list(.cdrs, .cdr, "CDRs", "Charge detail records on their way to money"),
            list(.windows, .window, "windows", "Settlement windows"),
            list(.commands, .command, "commands", "OCPI commands and their results"),
            list(.alerts, .alert, "alerts", "What an operator should look at"),
            list(.agreements, .agreement, "agreements", "Terms by pair, and the hub's default"),
            list(.locations, .location, "locations", "Locations and their EVSEs"),
            Action(.holds, "holds", "CDRs on hold, with the reason", words: ["held"], group: .go) { state, _ in
                state.openList(.cdr, "state:held")
            },
            Action(
                .audit, "audit", "What people did, newest first; from the hub", group: .go
            ) { state, _ in state.push(DetailState(.audit), on: .more) }.unless { state in
                guard let caller = state.identity?.caller else { return "the hub has not said who you are" }
                if !caller.may(read: .audit) { return "needs the role auditor or admin" }
                return state.link.isLive ? nil : "offline: it is read from the hub"
            },
        ]

    private static func list(_ id: ActionID, _ kind: Kind, _ title: SafeText, _ help: SafeText) -> Action {
        Action(
            id, title, help, words: [kind.rawValue], group: .go, argument: "[filter or id]"
        ) { state, argument in state.go(to: kind, argument) }
    }
}
