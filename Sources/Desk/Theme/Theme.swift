/// How each role looks, with a value for each kind of terminal.
public struct Theme: Hashable, Sendable {
    /// One role: a colour as RGB, its number among the 16, and the attributes that stand for it without colour.
    public struct Entry: Hashable, Sendable {
        public var foreground: RGB?
        public var background: RGB?
        public var foreground16: UInt8?
        public var background16: UInt8?
        /// Attributes on a colour terminal.
        public var bold = false
        /// Attributes on one without.
        public var mono: Set<Mono> = []
    }

    public enum Mono: String, Hashable, Sendable, CaseIterable {
        case bold, dim, underline, reverse
    }

    public var name: String
    public var isDark: Bool
    /// The colours of the screen itself; painted, so that a light theme is readable in a dark terminal.
    public var foreground: RGB
    public var background: RGB
    public var foreground16: UInt8
    public var background16: UInt8
    /// The background under the selected row, and under marked ones.
    public var selection: Entry
    public var marked: Entry
    public var roles: [Tone: Entry]

    /// What to send for `style` on a terminal of `depth`.
    public func appearance(of style: Style, depth: ColorDepth) -> Appearance {
        let entry = roles[style.tone] ?? Entry()
        let overlay = style.isSelected ? selection : style.isMarked ? marked : nil
        var result = Appearance()
        result.bold = style.isStrong || entry.bold
        guard depth > .mono else {
            var attributes = entry.mono
            if let overlay { attributes.formUnion(overlay.mono) }
            result.bold = style.isStrong || attributes.contains(.bold)
            result.dim = attributes.contains(.dim) && !style.isSelected
            result.underline = attributes.contains(.underline)
            result.reverse = attributes.contains(.reverse)
            return result
        }
        if depth >= .indexed {
            let fore = entry.foreground ?? foreground
            let back = overlay?.background ?? entry.background ?? background
            result.foreground = depth == .truecolor ? .rgb(fore) : .indexed(fore.nearest256)
            result.background = depth == .truecolor ? .rgb(back) : .indexed(back.nearest256)
            return result
        }
        var fore = entry.foreground16 ?? foreground16
        let back = overlay?.background16 ?? entry.background16 ?? background16
        // What would be drawn in its own background is drawn in the screen's colours instead.
        if overlay != nil, fore == back { fore = overlay?.foreground16 ?? foreground16 }
        if depth == .eight {
            result.dim = fore == 8
            result.bold = result.bold || fore > 8 && isDark
            fore = fore == 8 ? foreground16 & 7 : fore & 7
            let low = back & 7
            if fore == low { fore = low == 0 ? 7 : 0 }
            result.background = .indexed(low)
        } else {
            result.background = .indexed(back)
        }
        result.foreground = .indexed(fore)
        return result
    }
}
