import AdminAPI

/// The `:` line: what is typed, and which candidate is chosen.
struct PaletteState: Sendable {
    var field = TextField(limit: 300)
    var cursor = 0
}

/// A row of the palette.
struct PaletteCandidate: Sendable {
    let action: Action
    let whyNot: SafeText?
}

/// Finds actions by what was typed.
enum Palette {
    /// Actions whose name, title or words fit, the best first. The first word chooses; what follows is its argument.
    static func candidates(_ text: String, _ state: State) -> [PaletteCandidate] {
        let typed = text.trimmed.lowercased()
        let word = typed.split(separator: " ", maxSplits: 1).first.map(String.init) ?? ""
        let ranked = ActionTable.all.enumerated().compactMap { index, action -> (Int, Int, Action)? in
            guard action.group != .move, action.id != .palette else { return nil }
            guard let rank = rank(action, whole: typed, word: word) else { return nil }
            // What is for pages of another kind comes last.
            return (rank + (action.isOffered(in: state) ? 0 : 7), index, action)
        }
        return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map {
            PaletteCandidate(action: $0.2, whyNot: $0.2.whyNot(state))
        }
    }

    private static func rank(_ action: Action, whole: String, word: String) -> Int? {
        if word.isEmpty { return 5 }
        let name = action.id.rawValue
        let title = action.title.string.lowercased()
        if name == word { return 0 }
        if action.words.contains(word) { return 1 }
        if name.hasPrefix(word) { return 2 }
        if title.hasPrefix(whole) || action.words.contains(where: { $0.hasPrefix(word) }) { return 3 }
        if title.contains(whole) || title.contains(word) { return 4 }
        return isSubsequence(word, of: name) || isSubsequence(word, of: title) ? 6 : nil
    }

    /// The letters in their order with others between them: `clw` is in `close window`.
    private static func isSubsequence(_ letters: String, of text: String) -> Bool {
        guard letters.utf8.count > 1 else { return false }
        var rest = Substring(text)
        for letter in letters {
            guard let index = rest.firstIndex(of: letter) else { return false }
            rest = rest[rest.index(after: index)...]
        }
        return true
    }
}

extension State {
    mutating func openPalette() -> [Effect] {
        show(.palette(PaletteState()))
    }

    mutating func pressInPalette(_ key: Key) -> [Effect] {
        guard case .palette(var palette) = overlay else { return [] }
        let candidates = Palette.candidates(palette.field.text, self)
        switch key {
        case .escape:
            closeOverlay()
            return []
        case .enter: return runPalette(palette, candidates)
        case .up, .backTab: palette.cursor = max(0, palette.cursor - 1)
        case .down: palette.cursor = min(max(0, candidates.count - 1), palette.cursor + 1)
        case .tab:
            if candidates.indices.contains(palette.cursor) {
                let action = candidates[palette.cursor].action
                palette.field.set(action.id.rawValue + (action.argument == nil ? "" : " "))
                palette.cursor = 0
            }
        case .backspace where palette.field.isEmpty:
            closeOverlay()
            return []
        default:
            if palette.field.handle(key) { palette.cursor = 0 }
        }
        overlay = .palette(palette)
        return []
    }

    private mutating func runPalette(_ palette: PaletteState, _ candidates: [PaletteCandidate]) -> [Effect] {
        let parts = palette.field.text.trimmed.split(separator: " ", maxSplits: 1).map(String.init)
        guard candidates.indices.contains(palette.cursor) else {
            say("nothing is called \(untrusted: palette.field.text.trimmed)", .warn)
            return []
        }
        closeOverlay()
        let action = candidates[palette.cursor].action
        // Without the name itself the typed words found the action, and are no argument.
        let isNamed = parts.first.map {
            action.id.rawValue.hasPrefix($0.lowercased()) || action.words.contains($0.lowercased())
        }
        return run(action, isNamed == true && action.argument != nil && parts.count > 1 ? parts[1] : "")
    }
}
