/// Which terminal descriptions to try for a `TERM` that this machine may not know.
enum TerminalType {
    /// `type` itself, then what behaves alike, best first.
    static func candidates(for type: String) -> [String] {
        var names = [type]
        let like256 = [
            "xterm-", "ghostty", "foot", "wezterm", "alacritty", "rio", "kitty", "contour", "konsole", "vte",
        ]
        if like256.contains(where: type.hasPrefix) {
            names += ["xterm-256color"]
        } else if type.hasPrefix("tmux") || type.hasPrefix("screen") {
            names += ["screen-256color", "screen"]
        }
        for last in ["xterm", "vt100"] where !names.contains(last) { names.append(last) }
        return names
    }

    /// Types that say of themselves that they have no screen.
    static func isTooSimple(_ type: String) -> Bool { ["", "dumb", "unknown", "network"].contains(type) }
}
