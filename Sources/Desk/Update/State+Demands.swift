import AdminAPI

extension State {
    /// What the place on the screen needs and has not been asked for yet. Asked again after every event, so nothing that
    /// changes what is shown has to remember to ask.
    mutating func demands() -> [Effect] {
        var effects: [Effect] = []
        if case .dialog(let dialog) = overlay {
            for request in dialog.needs where dialog.fetched[request] == nil && link.isLive {
                effects.append(.fetchOnDemand(request))
                modifyDialog { $0.fetched[request] = .loading }
            }
            return effects
        }
        if place.list != nil { effects += listDemands() }
        if place.detail != nil { effects += detailDemands() }
        return effects
    }

    private mutating func listDemands() -> [Effect] {
        guard let list = place.list, list.pending == nil else { return [] }
        let isFrozen = list.isPaused || overlay != nil
        let more = list.isLoaded && list.needsMore(page: pageHeight) && !list.isExhausted
        guard !list.isLoaded || more || list.isStale && !isFrozen else { return [] }
        let token = nextToken()
        let anchor: WindowRequest.Anchor
        if !list.isAnchored || list.rows.isEmpty {
            anchor = .start
        } else if let row = list.selected {
            anchor = .around(id: row.id, index: list.position)
        } else {
            anchor = .start
        }
        let request = WindowRequest(
            token: token, kind: list.kind, query: list.query, sort: list.sort, anchor: list.jumpsToEnd ? .end : anchor,
            count: max(60, 4 * pageHeight))
        place.list?.pending = token
        place.list?.isStale = false
        place.list?.requestedAnchor = list.selected?.id
        return [.query(request)]
    }

    private mutating func detailDemands() -> [Effect] {
        guard let detail = place.detail else { return [] }
        var effects: [Effect] = []
        var asked = detail.asked
        if let ref = detail.ref, asked.insert(.row(ref)).inserted { effects.append(.fetchResource(ref)) }
        let pages = DetailPage.pages(of: detail.subject)
        let page = pages[min(detail.page, pages.count - 1)]
        for ref in page.related(detail) where asked.insert(.row(ref)).inserted { effects.append(.fetchResource(ref)) }
        if link.isLive {
            for request in page.fetches(detail)
            where !detail.underWay.contains(request) && asked.insert(.hub(request)).inserted {
                place.detail?.underWay.insert(request)
                effects.append(.fetchOnDemand(request))
                if detail.fetched[request] == nil {
                    let kept = shelf[request]
                    place.detail?.fetched[request] = kept ?? .loading
                }
            }
        } else {
            for request in page.fetches(detail) where detail.fetched[request] == nil {
                if let kept = shelf[request] { place.detail?.fetched[request] = kept }
            }
        }
        for related in page.lists(detail) where asked.insert(.list(related.name)).inserted {
            let token = nextToken()
            place.detail?.listTokens[token] = related.name
            effects.append(
                .query(
                    WindowRequest(
                        token: token, kind: related.kind, query: Query(related.queryText, kind: related.kind),
                        sort: related.kind.columns.defaultSort, anchor: .start, count: related.count)))
        }
        place.detail?.asked = asked
        return effects
    }
}
