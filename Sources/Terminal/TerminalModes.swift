/// The sequences that ncurses does not send for us. All are constants: nothing from data ever becomes one.
enum TerminalModes {
    static let escape = "\u{1B}"

    /// Paste in brackets, focus reports.
    static let enter = "\(escape)[?2004h\(escape)[?1004h"
    static let leave = "\(escape)[?2026l\(escape)[?2004l\(escape)[?1004l\(mouseOff)"

    /// Presses and the wheel, with coordinates that pass column 223; no movement.
    static let mouseOn = "\(escape)[?1000h\(escape)[?1006h"
    static let mouseOff = "\(escape)[?1006l\(escape)[?1000l"

    /// The terminal shows nothing between these two, then all at once.
    static let frameBegin = "\(escape)[?2026h"
    static let frameEnd = "\(escape)[?2026l"

    /// Everything back, whatever was on: modes, keypad, colours, cursor, and the screen the user had before.
    static let restore =
        "\(leave)\(escape)[?1l\(escape)>\(escape)[0m\(escape)[?25h\(escape)[?1049l"
}
