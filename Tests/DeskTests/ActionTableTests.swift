import AdminAPI
import Testing

@testable import Desk

@Suite struct `The action table` {
    @Test(arguments: ActionID.allCases)
    func `every action has a row with a title and a sentence of help`(id: ActionID) {
        let rows = ActionTable.all.filter { $0.id == id }
        #expect(rows.count == 1)
        #expect(rows.allSatisfy { !$0.title.isEmpty && $0.help.width > 10 })
    }

    @Test(arguments: [Action.Scope.list, .detail])
    func `no key does two things in one place`(scope: Action.Scope) {
        #expect(ActionTable.clashes(in: scope) == [])
    }

    @Test(arguments: [
        ("sessions", Action.Scope.list), ("session-story", .detail), ("tariffs", .list), ("tariff", .detail),
    ])
    func `every key that works is in the help, and nothing else`(scene: String, scope: Action.Scope) throws {
        let wanted = try #require(Scene.all.first { $0.name == scene })
        let desktop = wanted.desktop(160, 48)
        let text = HelpText(desktop.state).lines.map { $0.spans.map(\.text.string).joined() }.joined(separator: "\n")
        for action in ActionTable.all where !action.keys.isEmpty {
            let keys = action.keys.map { $0.label().string }.joined(separator: " ")
            let isThere = text.contains("  \(keys) ") && text.contains(action.title.string)
            let isWanted = action.scope.contains(scope) && action.isOffered(in: desktop.state)
            #expect(isThere == isWanted, "\(action.id.rawValue)")
        }
    }

    /// CONSOLE.md: keys with one meaning everywhere.
    @Test(arguments: [
        ("j", ActionID.down), ("k", .up), ("h", .left), ("l", .right), ("g", .first), ("G", .last), ("/", .filter),
        (":", .palette),
        ("?", .help), ("n", .next), ("N", .previous), ("p", .pause), ("t", .time), ("T", .theme), ("v", .side),
        ("z", .zoom), ("y", .copy),
        ("Y", .copyJSON), ("e", .export), ("m", .money), ("s", .sort), ("q", .quit), (" ", .mark), ("*", .markAll),
        ("x", .actions),
        ("1", .sessions), ("2", .partners), ("3", .tariffs), ("4", .payouts), ("5", .disputes),
    ])
    func `a key with a fixed meaning has that meaning`(key: String, id: ActionID) throws {
        let scalar = try #require(key.unicodeScalars.first)
        let found = [Action.Scope.list, .detail].compactMap { ActionTable.action(for: .char(scalar), in: $0)?.id }
        #expect(!found.isEmpty && found.allSatisfy { $0 == id })
    }

    @Test func `nothing dangerous has a key of its own`() {
        for action in ActionTable.all where action.danger > .none || action.remote != nil {
            #expect(action.keys.isEmpty && action.letter != nil, "\(action.id.rawValue)")
        }
    }

    @Test func `the manual's page is the table`() {
        Golden.expect(ActionTable.manual, "../../../docs/KEYS.md")
    }

    @Test func `letters in a menu differ`() {
        for kind in Kind.allCases {
            let letters = ActionTable.doing.filter { $0.kinds?.contains(kind) ?? false }.compactMap(\.letter)
            #expect(Set(letters).count == letters.count, "\(kind)")
        }
    }

    @Test func `roles come from the one table of permissions`() {
        for action in ActionTable.all {
            guard let remote = action.remote else { continue }
            #expect(action.roles == Permissions.roles(for: remote).names)
        }
    }

    @Test(arguments: [
        ("sess", ActionID.sessions), ("cdr", .cdrs), ("held", .holds), ("close window", .closeWindow), ("q", .quit),
        ("exit", .quit),
        ("screenshot", .shot), ("payout.approve", .approvePayout), ("clw", .closeWindow), ("sort kwh", .sort),
    ])
    func `the palette finds an action by what was typed`(text: String, id: ActionID) {
        #expect(Palette.candidates(text, Desktop().state).first?.action.id == id)
    }

    @Test(arguments: Kind.allCases)
    func `columns sort by keys that the contract knows, and fit`(kind: Kind) {
        let table = ListTable.of(kind)
        for head in table.heads {
            if let key = head.key { #expect(kind.columns[key]?.isSortable == true, "\(kind) \(key)") }
        }
        for width in [79, 90, 119, 159, 199] {
            let placed = table.place(width: width)
            #expect((placed.last.map { $0.x + $0.width } ?? 0) <= width)
            let first = table.heads.indices.filter { table.heads[$0].priority == 1 }
            #expect(Set(first).isSubset(of: placed.map(\.index)))
        }
    }
}
