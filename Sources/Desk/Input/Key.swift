/// A key press, as the terminal's side hands it over: already decoded, never a reply of the terminal.
public enum Key: Hashable, Sendable {
    case char(Unicode.Scalar)
    /// The letter in lower case: `ctrl("c")`.
    case ctrl(Unicode.Scalar)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, pageUp, pageDown, home, end
    case function(Int)

    /// How the key is written on the screen.
    public func label(ascii: Bool = false) -> SafeText {
        switch self {
        case .char(" "): "space"
        case .char(let scalar): SafeText(untrusted: String(scalar))
        case .ctrl(let scalar): "^\(untrusted: String(scalar).uppercased())"
        case .enter: ascii ? "enter" : "⏎"
        case .escape: "esc"
        case .tab: "tab"
        case .backTab: "shift-tab"
        case .backspace: "backspace"
        case .delete: "del"
        case .insert: "ins"
        case .up: ascii ? "up" : "↑"
        case .down: ascii ? "down" : "↓"
        case .left: ascii ? "left" : "←"
        case .right: ascii ? "right" : "→"
        case .pageUp: "pgup"
        case .pageDown: "pgdn"
        case .home: "home"
        case .end: "end"
        case .function(let number): "F\(number)"
        }
    }
}

/// What the mouse did, at which cell.
public enum Mouse: Hashable, Sendable {
    case press(Point)
    case doublePress(Point)
    case wheelUp(Point)
    case wheelDown(Point)

    var point: Point {
        switch self {
        case .press(let point), .doublePress(let point), .wheelUp(let point), .wheelDown(let point): point
        }
    }
}
