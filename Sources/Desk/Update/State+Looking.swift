import AdminAPI
import JSON

extension State {
    /// The row that actions and copies are about: the selected one, or the one opened.
    var subject: (any Resource)? {
        if let list = place.list { return list.selected }
        return place.detail?.resource
    }

    /// The marked rows, else the selected or opened one.
    var targets: [any Resource] {
        if let list = place.list, !list.marks.isEmpty { return list.marks }
        return subject.map { [$0] } ?? []
    }

    mutating func toggleMark() -> [Effect] {
        guard let row = place.list?.selected else { return [] }
        if place.list?.toggleMark(row) == false { say("\(ListState.maximumMarks) rows are marked already", .warn) }
        return move(1)
    }

    /// Marks every row of the window, or, when all of them are marked, none.
    mutating func toggleAllMarks() -> [Effect] {
        guard let list = place.list else { return [] }
        let ids = Set(list.marks.map(\.id))
        if list.rows.allSatisfy({ ids.contains($0.id) }) {
            let shown = Set(list.rows.map(\.id))
            place.list?.marks.removeAll { shown.contains($0.id) }
            return []
        }
        let fresh = list.rows.filter { !ids.contains($0.id) }
        let room = max(0, ListState.maximumMarks - list.marks.count)
        place.list?.marks.append(contentsOf: fresh.prefix(room))
        let marked = list.marks.count + min(room, fresh.count)
        if list.hasBefore || list.hasAfter {
            say("\(marked) marked: those read so far, of \(list.matched.map { .grouped($0) } ?? "many")", .warn)
        }
        return []
    }

    /// What `y` takes: a list's id, a detail's line.
    var copyText: SafeText? {
        if let list = place.list { return list.selected.map { SafeText(untrusted: $0.id) } }
        guard let detail = place.detail, let line = DetailFlow(self, detail).line(at: detail.cursor) else { return nil }
        return (line.spans + line.right).map(\.text).joined("")
    }

    mutating func copySelection() -> [Effect] {
        guard let text = copyText else { return [] }
        if let list = place.list, !list.marks.isEmpty {
            // One id a line would be a command when pasted into a shell: a space keeps it one line.
            let ids = list.marks.map { SafeText(untrusted: $0.id) }.joined(" ")
            return [.copy(ids, what: "\(SafeText.count(list.marks.count, "id", "ids"))")]
        }
        return [.copy(text, what: place.list == nil ? "the line" : text)]
    }

    mutating func copyAsJSON() -> [Effect] {
        guard let row = subject else { return [] }
        let text = String(decoding: row.json.serialized(), as: UTF8.self)
        return [.copy(SafeText(untrusted: text), what: "\(untrusted: row.id) as JSON")]
    }

    mutating func export(_ argument: String) -> [Effect] {
        guard let list = place.list else { return [] }
        if let format = ExportRequest.Format(rawValue: argument) {
            return [
                .export(
                    ExportRequest(
                        kind: list.kind, query: list.query, sort: list.sort, format: format, ids: list.marks.map(\.id)))
            ]
        }
        if !argument.isEmpty {
            say("an export is csv or json, not \(untrusted: argument)", .warn)
            return []
        }
        let count: SafeText =
            list.marks.isEmpty
            ? list.matched.map { .count($0, "row", "rows") } ?? "all rows" : "\(list.marks.count) marked"
        return show(
            .menu(
                MenuState(
                    title: "Export \(count)",
                    items: [
                        MenuState.Item(letter: "c", title: "CSV", note: "for a spreadsheet", choice: .export(.csv)),
                        MenuState.Item(letter: "j", title: "JSON", note: "as the hub has them", choice: .export(.json)),
                    ])))
    }

    mutating func togglePause() -> [Effect] {
        guard let list = place.list else { return [] }
        place.list?.isPaused = !list.isPaused
        place.list?.hasNews = false
        if list.isPaused { place.list?.isStale = true }
        return []
    }

    mutating func toggleZoom() -> [Effect] {
        place.detail?.isZoomed.toggle()
        return []
    }

    mutating func toggleSide() -> [Effect] {
        showsSide.toggle()
        if size.columns < 160 { say("the side view needs 160 columns; there are \(size.columns)", .muted) }
        return []
    }

    mutating func chooseTime(_ argument: String) -> [Effect] {
        if let display = TimeDisplay(rawValue: argument) {
            options.time = display
        } else if argument.isEmpty {
            let all = TimeDisplay.allCases
            let index = all.firstIndex(of: options.time) ?? 0
            options.time = all[(index + 1) % all.count]
        } else {
            say("times are utc, local or relative", .warn)
            return []
        }
        say("times are \(untrusted: options.time.rawValue)")
        return []
    }

    mutating func chooseTheme(_ argument: String) -> [Effect] {
        if argument.isEmpty {
            options.themeIndex = (options.themeIndex + 1) % options.themes.count
        } else if let index = options.themes.firstIndex(where: { $0.name == argument }) {
            options.themeIndex = index
        } else {
            let names = options.themes.map { SafeText(untrusted: $0.name) }.joined(", ")
            say("no theme \(untrusted: argument); there are \(names)", .warn)
            return []
        }
        say("theme \(untrusted: options.theme.name)")
        return [.themeChanged]
    }

    mutating func toggleMouse() -> [Effect] {
        options.mouse.toggle()
        say(options.mouse ? "mouse on; F9 gives selecting back to the terminal" : "mouse off")
        return [.setMouse(options.mouse)]
    }

    /// One step along the trail, by a menu that also shows what is missing.
    mutating func followMoney() -> [Effect] {
        guard let row = subject else { return [] }
        let items = MoneyTrail.steps(from: row).map { step in
            MenuState.Item(
                letter: step.letter, title: step.title, note: step.whyNot ?? "",
                isEnabled: step.whyNot == nil,
                choice: step.target.map { .follow($0, from: SafeText(untrusted: row.id)) })
        }
        return show(.menu(MenuState(title: "Follow the money from \(untrusted: row.id)", items: items)))
    }

    mutating func follow(_ target: MoneyTrail.Target, from origin: SafeText) -> [Effect] {
        switch target {
        case .resource(let ref): return open(ref)
        case .list(let kind, let query): return openList(kind, query, origin: origin)
        }
    }
}
