import AdminAPI

/// The page of a detail that is on the screen, as sections and as the lines that the cursor visits.
struct DetailFlow {
    struct Position: Hashable {
        let section: Int
        let line: Int
    }

    /// Main ones first, then those at the side, then the full ones: as they are read on a narrow screen.
    let sections: [Section]
    /// Lines the cursor stops at, in reading order.
    let lines: [Position]
    let pages: [DetailPage]
    let page: Int

    init(_ state: State, _ detail: DetailState, width: Int? = nil, isPeek: Bool = false) {
        pages = DetailPage.pages(of: detail.subject)
        page = min(detail.page, pages.count - 1)
        let context = DetailContext(state, detail, width: width, isPeek: isPeek)
        var all = pages[page].sections(context)
        if all.isEmpty {
            let text: SafeText =
                detail.isAbsent ? "It is not in the cache: it may be gone, or not for your role." : "reading…"
            all = [Section(detail.isAbsent ? "Not found" : "", .full, [Line(text, .missing)])]
        }
        let order: [Section.Column] = [.main, .side, .full]
        sections = order.flatMap { column in all.filter { $0.column == column } }
        lines = sections.enumerated().flatMap { section, content in
            content.lines.enumerated().compactMap { line, value in
                value.isPassive ? nil : Position(section: section, line: line)
            }
        }
    }

    func line(at cursor: Int) -> Line? {
        guard lines.indices.contains(cursor) else { return nil }
        return sections[lines[cursor].section].lines[lines[cursor].line]
    }
}
