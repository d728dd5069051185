import AdminAPI

extension State {
    /// The keys' way: what lies on top has them first, then the filter being typed, then the action table.
    mutating func press(_ key: Key) -> [Effect] {
        switch key {
        case .ctrl("l"): return [.repaint]
        case .ctrl("z"): return [.suspend]
        case .ctrl("c"): return cancel()
        default: break
        }
        switch overlay {
        case .help(let top): return pressInHelp(key, top)
        case .palette: return pressInPalette(key)
        case .menu: return pressInMenu(key)
        case .dialog: return pressInDialog(key)
        case .quit: return pressInQuit(key)
        case nil: break
        }
        if place.list?.editing != nil { return pressInFilter(key) }
        let scope: Action.Scope = place.detail == nil ? .list : .detail
        guard let action = ActionTable.action(for: key, in: scope) else {
            say("\(key.label(ascii: options.drawsASCII)) does nothing here; ? lists the keys that do", .muted)
            return []
        }
        return run(action)
    }

    /// Runs an action, or says why it cannot be run.
    mutating func run(_ action: Action, _ argument: String = "") -> [Effect] {
        if let reason = action.whyNot(self) {
            say("\(action.title): \(reason)", .warn)
            return []
        }
        return action.run(&self, argument)
    }

    /// Ctrl-C: away with what lies on top, else the question whether to quit.
    private mutating func cancel() -> [Effect] {
        if overlay != nil {
            closeOverlay()
        } else if place.list?.editing != nil {
            return pressInFilter(.escape)
        } else {
            overlay = .quit
        }
        return []
    }

    mutating func closeOverlay() {
        overlay = nil
        needsDraw = true
    }

    mutating func show(_ overlay: Overlay) -> [Effect] {
        self.overlay = overlay
        return []
    }

    /// A paste goes into a text field; anywhere else it is no command, and says so.
    mutating func paste(_ text: String) -> [Effect] {
        if case .palette(var palette) = overlay {
            palette.field.insert(text)
            palette.cursor = 0
            overlay = .palette(palette)
        } else if case .dialog(var dialog) = overlay, dialog.paste(text) {
            overlay = .dialog(dialog)
        } else if overlay == nil, place.list?.editing != nil {
            place.list?.editing?.field.insert(text)
            filterChanged()
        } else {
            say("a paste is not a command and was ignored", .warn)
            return [.bell]
        }
        return []
    }

    private mutating func pressInHelp(_ key: Key, _ top: Int) -> [Effect] {
        let last = max(0, HelpText(self).lines.count - (size.lines - 6))
        switch key {
        case .down, .char("j"): overlay = .help(top: min(last, top + 1))
        case .up, .char("k"): overlay = .help(top: max(0, top - 1))
        case .pageDown, .char(" "): overlay = .help(top: min(last, top + size.lines - 8))
        case .pageUp: overlay = .help(top: max(0, top - size.lines + 8))
        case .char("g"), .home: overlay = .help(top: 0)
        case .char("G"), .end: overlay = .help(top: last)
        case .escape, .char("q"), .char("?"), .enter, .function(1): closeOverlay()
        default: break
        }
        return []
    }

    private mutating func pressInQuit(_ key: Key) -> [Effect] {
        switch key {
        case .char("y"), .char("Y"), .enter: return [.quit]
        default:
            closeOverlay()
            return []
        }
    }

    mutating func leave() -> [Effect] {
        if stacks[pane, default: []].count > 1 || pane == .more { return goBack() }
        overlay = .quit
        return []
    }
}
