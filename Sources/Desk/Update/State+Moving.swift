import AdminAPI

extension State {
    /// Lines of a list that are on the screen at once; also what a page key moves.
    var pageHeight: Int { max(1, size.lines - 7) }

    /// Whether the selected row is shown beside the list.
    var hasSide: Bool { showsSide && size.columns >= 160 && place.list != nil }

    mutating func move(_ lines: Int) -> [Effect] {
        if place.list != nil {
            let page = pageHeight
            place.list?.move(lines, page: page)
        } else if let detail = place.detail {
            let count = DetailFlow(self, detail).lines.count
            place.detail?.cursor = min(max(0, detail.cursor + lines), max(0, count - 1))
        }
        return []
    }

    mutating func jump(toEnd: Bool) -> [Effect] {
        if let detail = place.detail {
            let last = max(0, DetailFlow(self, detail).lines.count - 1)
            place.detail?.cursor = toEnd ? last : 0
        } else if let list = place.list {
            let page = pageHeight
            place.list?.isAnchored = toEnd
            place.list?.pendingMove = 0
            if toEnd, list.hasAfter {
                place.list?.jumpsToEnd = true
                place.list?.isStale = true
                place.list?.requestedAnchor = nil
            } else if !toEnd, list.hasBefore {
                place.list?.cursor = 0
                place.list?.top = 0
                place.list?.isStale = true
                place.list?.requestedAnchor = nil
            } else {
                place.list?.cursor = toEnd ? max(0, list.rows.count - 1) : 0
            }
            place.list?.scroll(page: page)
        }
        return []
    }

    /// The next pane, or the next page of a detail.
    mutating func sideways(_ step: Int) -> [Effect] {
        if let detail = place.detail {
            let count = DetailPage.pages(of: detail.subject).count
            place.detail?.page = ((detail.page + step) % count + count) % count
            place.detail?.cursor = 0
            place.detail?.isZoomed = false
            return []
        }
        let panes = PaneID.allCases.filter { !stacks[$0, default: []].isEmpty }
        guard let index = panes.firstIndex(of: pane) else { return [] }
        pane = panes[((index + step) % panes.count + panes.count) % panes.count]
        return []
    }

    /// The page whose name begins so, or the next one.
    mutating func openPage(_ name: String) -> [Effect] {
        guard let detail = place.detail else { return [] }
        if name.isEmpty { return sideways(1) }
        let names = DetailPage.pages(of: detail.subject).map(\.name)
        guard let index = names.firstIndex(where: { $0.string.hasPrefix(name.lowercased()) }) else {
            say("its pages are \(names.joined(", ")), not \(untrusted: name)", .warn)
            return []
        }
        return sideways(index - detail.page)
    }

    /// In a list to the next row that wants somebody; in a detail to the next row of the list below it.
    mutating func step(_ step: Int) -> [Effect] {
        if let list = place.list {
            var index = list.cursor + step
            while list.rows.indices.contains(index), !list.rows[index].wantsAttention { index += step }
            guard list.rows.indices.contains(index) else {
                say(step > 0 ? "no further row with a flag in view" : "no earlier row with a flag in view", .muted)
                return []
            }
            return move(index - list.cursor)
        }
        let depth = stacks[pane, default: []].count
        guard depth > 1, let below = stacks[pane]?[depth - 2].list else {
            say("there is no list below this view", .muted)
            return []
        }
        let index = below.cursor + step
        guard below.rows.indices.contains(index) else {
            say(step > 0 ? "that was the last row" : "that was the first row", .muted)
            return []
        }
        let page = place.detail?.page ?? 0
        let lines = pageHeight
        stacks[pane, default: []][depth - 2].list?.move(step, page: lines)
        var detail = DetailState(below.rows[index])
        detail.page = page
        stacks[pane, default: []][depth - 1] = Place(detail: detail)
        return []
    }

    /// What `⏎` opens.
    var openTarget: Line.Target? {
        if let list = place.list { return list.selected.map { .resource($0.ref) } }
        guard let detail = place.detail else { return nil }
        return DetailFlow(self, detail).line(at: detail.cursor)?.link
    }

    mutating func openSelected() -> [Effect] {
        if let row = place.list?.selected {
            return push(DetailState(row), on: pane)
        }
        switch openTarget {
        case .resource(let ref): return open(ref)
        case .message(let id): return push(DetailState(.message(id)), on: pane)
        case .place(let wanted): return go(to: wanted)
        case .session(let index): return openStandardSession(index)
        case nil: return []
        }
    }

    mutating func open(_ ref: ResourceRef) -> [Effect] {
        if place.detail?.ref == ref { return [] }
        let known = place.detail?.related[ref]
        return push(DetailState(.resource(ref), resource: known), on: pane)
    }

    mutating func push(_ detail: DetailState, on pane: PaneID) -> [Effect] {
        self.pane = pane
        stacks[pane, default: []].append(Place(detail: detail))
        limitDepth()
        return []
    }

    mutating func push(_ list: ListState) -> [Effect] {
        stacks[pane, default: []].append(Place(list: list))
        limitDepth()
        return []
    }

    /// Views deeper than this are forgotten from the bottom, the pane's own list excepted.
    private mutating func limitDepth() {
        if stacks[pane, default: []].count > 20 { stacks[pane, default: []].remove(at: 1) }
    }

    /// One step back: a list gives up its marks and its filter first.
    mutating func goBack() -> [Effect] {
        if let list = place.list {
            if !list.marks.isEmpty {
                place.list?.marks = []
                return []
            }
            let isHome = stacks[pane, default: []].count == 1
            if isHome, !list.queryText.isEmpty { return setFilter("") }
            if isHome, list.isPaused { return togglePause() }
        }
        if stacks[pane, default: []].count > 1 {
            stacks[pane, default: []].removeLast()
        } else if pane == .more {
            stacks[.more] = []
            pane = .sessions
        }
        place.list?.requestedAnchor = nil
        return []
    }

    /// A pane or a list by name; with a filter, or with an id that is opened.
    mutating func go(to kind: Kind, _ argument: String) -> [Effect] {
        let argument = String(argument.drop { $0 == " " })
        if !argument.isEmpty, State.looksLikeID(argument, kind) {
            pane = PaneID.of(kind)
            if pane == .more, stacks[.more, default: []].isEmpty {
                stacks[.more] = [Place(list: ListState(kind: kind))]
            }
            return open(ResourceRef(kind, argument))
        }
        let pane = PaneID.of(kind)
        guard pane == .more else {
            let isHere = self.pane == pane
            self.pane = pane
            if isHere, argument.isEmpty {
                // The pane's own key again leads to its list.
                stacks[pane] = Array(stacks[pane, default: []].prefix(1))
            }
            if argument.isEmpty { return [] }
            stacks[pane] = Array(stacks[pane, default: []].prefix(1))
            return setFilter(argument)
        }
        return openList(kind, argument)
    }

    mutating func openList(_ kind: Kind, _ queryText: String, origin: SafeText? = nil) -> [Effect] {
        let list = ListState(kind: kind, queryText: queryText, origin: origin)
        if origin == nil {
            pane = .more
            stacks[.more] = [Place(list: list)]
            return []
        }
        return push(list)
    }

    /// Whether what was typed names one row rather than filters.
    static func looksLikeID(_ text: String, _ kind: Kind) -> Bool {
        guard !text.contains(" "), !text.contains(":"), !text.contains("=") else { return false }
        switch kind {
        case .session, .cdr, .tariff, .location: return text.contains("/")
        case .partner: return text.utf8.count == 6 && text.utf8.dropFirst(2).first == 0x2A
        case .payout: return text.hasPrefix("P-")
        case .dispute: return text.hasPrefix("D-")
        case .agreement: return text == "default" || text.contains(">")
        case .window, .command, .alert: return false
        }
    }
}

extension Resource {
    /// It has a flag, an alert, or waits for somebody.
    var wantsAttention: Bool {
        switch self {
        case let row as SessionResource: !row.flags.isEmpty
        case let row as PartnerResource: !row.alerts.isEmpty || row.status == .offline || row.status == .suspended
        case let row as PayoutResource: row.state == .ready || row.state == .released || !row.flags.isEmpty
        case let row as DisputeResource: row.isOpen
        case let row as CDRResource: row.state == .held || row.state == .disputed
        case let row as CommandResource: row.state == .failed || row.state == .noResult
        case let row as AlertResource: row.severity != .info
        case let row as LocationResource: row.outOfOrder > 0
        case let row as TariffResource: row.severity == .error || row.severity == .warn
        default: false
        }
    }
}
