import AdminAPI

/// The keys that work here, with what they do and why they might not: made from the action table alone.
struct HelpText {
    let lines: [Line]

    init(_ state: State) {
        let scope: Action.Scope = state.place.detail == nil ? .list : .detail
        let ascii = state.options.drawsASCII
        let kind = state.targets.first.map { type(of: $0).kind }
        var lines: [Line] = []
        for group in Action.Group.allCases {
            let actions = ActionTable.all.filter { action in
                guard action.group == group else { return false }
                if group == .act, let kinds = action.kinds { return kind.map(kinds.contains) ?? false }
                return action.scope.contains(scope) && action.isOffered(in: state)
            }
            guard !actions.isEmpty else { continue }
            lines.append(Line([Span(SafeText(untrusted: group.rawValue), .heading, strong: true)], isPassive: true))
            for action in actions { lines += HelpText.lines(action, state, ascii) }
            lines.append(.empty)
        }
        if state.place.list != nil { lines += HelpText.grammar }
        self.lines = lines
    }

    /// Keys, name, and what it does, which goes on below itself where it is long.
    private static func lines(_ action: Action, _ state: State, _ ascii: Bool) -> [Line] {
        var keys = action.keys.map { $0.label(ascii: ascii) }.joined(" ")
        if let letter = action.letter { keys = "x \(untrusted: String(letter))" }
        if keys.isEmpty { keys = ":\(untrusted: action.id.rawValue)" }
        let reason = action.whyNot(state)
        var words = action.help
        if !action.roles.isEmpty { words += " [\(untrusted: action.roles.joined(separator: ", "))]" }
        if let reason { words += " – \(reason)" }
        let name = action.title.clipped(to: 17).padded(right: 18)
        return words.wrapped(to: max(20, state.size.columns - 36)).enumerated().map { index, text in
            let start: [Span] =
                index == 0 ? [Span("  \(keys.padded(right: 12))", .key), Span(name)] : [Span(.spaces(32))]
            return Line(start + [Span(text, reason == nil ? .muted : .warn)])
        }
    }

    private static let grammar: [Line] = [
        Line([Span("Filters", .heading, strong: true)], isPassive: true),
        Line([Span("  maria        ", .key), Span("the word anywhere in the row", .muted)]),
        Line([Span("  cpo:NL*FAS   ", .key), Span("contains, in any case; * is itself", .muted)]),
        Line([Span("  cpo=NL*FAS   ", .key), Span("exactly", .muted)]),
        Line([Span("  kwh>30       ", .key), Span("more than; also < <= >= and age>10m, since:2h", .muted)]),
        Line([Span("  flag:a,b     ", .key), Span("either; flag:any, flag:none", .muted)]),
        Line([Span("  -dp:DE*EMP   ", .key), Span("not", .muted)]),
        Line([Span("  \"two words\"  ", .key), Span("quotes hold spaces", .muted)]),
    ]
}
