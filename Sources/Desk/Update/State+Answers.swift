import AdminAPI
import Roaming

extension State {
    mutating func resize(to size: Size) {
        guard size != self.size else { return }
        self.size = size
        needsDraw = true
        let page = pageHeight
        for pane in PaneID.allCases {
            for index in stacks[pane, default: []].indices {
                stacks[pane, default: []][index].list?.scroll(page: page)
                // A taller screen may show more than the window holds.
                stacks[pane, default: []][index].list?.requestedAnchor = nil
            }
        }
    }

    mutating func tick(_ now: Timestamp, _ offset: Int) -> [Effect] {
        let minute = State.floorToMinute(now)
        if minute != self.now || offset != localOffset { needsDraw = true }
        self.now = minute
        localOffset = offset
        // What a filter such as age>10m matches changes with the clock.
        if place.list?.query.dependsOnClock == true { place.list?.isStale = true }
        return []
    }

    mutating func take(_ link: Link) -> [Effect] {
        guard link != self.link else { return [] }
        let wasLive = self.link.isLive
        self.link = link
        needsDraw = true
        guard link.isLive, !wasLive else { return [] }
        // What could not be asked while the hub was away is asked now.
        for pane in PaneID.allCases {
            for index in stacks[pane, default: []].indices {
                stacks[pane, default: []][index].detail?.forgetRefusals()
            }
        }
        return [.overview]
    }

    mutating func cacheChanged(_ kinds: Set<Kind>) -> [Effect] {
        for pane in PaneID.allCases {
            for index in stacks[pane, default: []].indices {
                stacks[pane, default: []][index].changed(kinds)
            }
        }
        if place.list?.isPaused == true, place.list?.hasNews == true { needsDraw = true }
        return [.overview]
    }

    mutating func take(_ answer: WindowAnswer) {
        let page = pageHeight
        for pane in PaneID.allCases {
            for index in stacks[pane, default: []].indices {
                let isShown = pane == self.pane && index == stacks[pane, default: []].count - 1
                if stacks[pane]?[index].list?.pending == answer.token {
                    let before = isShown ? fingerprint : 0
                    stacks[pane, default: []][index].list?.take(answer, page: page)
                    if isShown, fingerprint != before { needsDraw = true }
                    return
                }
                if let name = stacks[pane]?[index].detail?.listTokens.removeValue(forKey: answer.token) {
                    stacks[pane, default: []][index].detail?.lists[name] = answer.rows
                    if isShown { needsDraw = true }
                    return
                }
            }
        }
    }

    /// Changes when what the list shows changes: the visible rows' ids and versions, the counts, the cursor.
    private var fingerprint: Int {
        guard let list = place.list else { return 0 }
        var hasher = Hasher()
        hasher.combine(list.isLoaded)
        hasher.combine(list.cursor - list.top)
        hasher.combine(list.matched)
        hasher.combine(list.total)
        hasher.combine(list.firstIndex + list.top)
        for index in list.top..<min(list.rows.count, list.top + pageHeight) {
            hasher.combine(list.rows[index].id)
            hasher.combine(list.rows[index].version)
        }
        return hasher.finalize()
    }

    mutating func take(count: Int, token: UInt64) {
        // Counts follow the rows they belong to, whose token is no longer pending.
        guard place.list?.lastAnswered == token, place.list?.matched != count else { return }
        place.list?.matched = count
        needsDraw = true
    }

    mutating func take(_ resource: (any Resource)?, _ ref: ResourceRef) {
        for pane in PaneID.allCases {
            for index in stacks[pane, default: []].indices {
                stacks[pane, default: []][index].detail?.take(resource, ref)
            }
        }
        findWantedPlace()
        if place.detail != nil { needsDraw = true }
    }

    mutating func take(_ fetched: Fetched, _ request: OnDemand) {
        for pane in PaneID.allCases {
            for index in stacks[pane, default: []].indices
            where stacks[pane]?[index].detail?.underWay.remove(request) != nil {
                stacks[pane, default: []][index].detail?.take(fetched, request)
            }
        }
        shelf.keep(fetched, request)
        findWantedPlace()
        modifyDialog { if $0.needs.contains(request) { $0.fetched[request] = fetched } }
        needsDraw = true
    }
}

extension Place {
    /// Something of these kinds has changed in the cache.
    mutating func changed(_ kinds: Set<Kind>) {
        if let kind = list?.kind, kinds.contains(kind) {
            list?.isStale = true
            if list?.isPaused == true { list?.hasNews = true }
        }
        if detail != nil { detail?.changed(kinds) }
    }
}

extension DetailState {
    /// Rows and lists of the changed kinds are asked for again.
    mutating func changed(_ kinds: Set<Kind>) {
        let pages = DetailPage.pages(of: subject)
        let related = Dictionary(
            pages.flatMap { $0.lists(self) }.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
        asked = asked.filter { need in
            switch need {
            case .row(let ref): !kinds.contains(ref.kind)
            case .list(let name): related[name].map { !kinds.contains($0) } ?? true
            case .hub: true
            }
        }
    }

    /// Takes a row for itself or for what it relates to. A new version makes the hub's reads stale.
    mutating func take(_ resource: (any Resource)?, _ ref: ResourceRef) {
        if ref == self.ref {
            if let resource {
                if let old = self.resource, old.version != resource.version { forgetReads() }
                self.resource = resource
                isAbsent = false
            } else {
                isAbsent = true
            }
        } else if let resource {
            related[ref] = resource
            absent.remove(ref)
        } else if asked.contains(.row(ref)) {
            related[ref] = nil
            absent.insert(ref)
        }
    }

    /// An answer replaces what is there; that the hub was not reached does not.
    mutating func take(_ answer: Fetched, _ request: OnDemand) {
        if case .refused(let refusal) = answer, refusal.status == nil, fetched[request]?.isAnswer == true { return }
        fetched[request] = answer
    }

    /// Lets the hub be asked again; what was read stays on the screen until the answer is there.
    private mutating func forgetReads() {
        asked = asked.filter { need in
            if case .hub = need { false } else { true }
        }
    }

    /// After the link came back: what was refused or not asked is asked again.
    mutating func forgetRefusals() {
        for (request, answer) in fetched {
            switch answer {
            case .refused, .loading:
                fetched[request] = nil
                underWay.remove(request)
                asked.remove(.hub(request))
            default: break
            }
        }
    }
}

extension Query {
    /// Whether what it matches changes by time alone.
    var dependsOnClock: Bool {
        terms.contains { term in
            switch term.predicate {
            case .duration: true
            case .time(_, _, let moment), .within(_, let moment, _):
                if case .ago = moment { true } else { false }
            default: false
            }
        }
    }
}
