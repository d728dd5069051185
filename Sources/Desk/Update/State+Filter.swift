import AdminAPI
import JSON

extension State {
    mutating func editFilter() -> [Effect] {
        guard let list = place.list else { return [] }
        var field = TextField(list.queryText)
        if !list.queryText.isEmpty, list.queryText.last != " " { field.insert(" ") }
        place.list?.editing = FilterEdit(field: field, before: list.queryText)
        complete()
        return []
    }

    mutating func setFilter(_ text: String) -> [Effect] {
        let trimmed = text.trimmed
        guard place.list?.queryText != trimmed else { return [] }
        place.list?.setQuery(trimmed)
        restartList()
        return []
    }

    /// The list begins anew at its first row; what is on the screen stays until the answer is there.
    mutating func restartList() {
        place.list?.isAnchored = false
        place.list?.cursor = 0
        place.list?.top = 0
        place.list?.isStale = true
        place.list?.isPaused = false
        place.list?.pending = nil
        place.list?.pendingMove = 0
        place.list?.requestedAnchor = nil
        place.list?.matched = nil
    }

    mutating func pressInFilter(_ key: Key) -> [Effect] {
        guard let edit = place.list?.editing else { return [] }
        switch key {
        case .enter:
            place.list?.editing = nil
        case .escape:
            place.list?.editing = nil
            _ = setFilter(edit.before)
        case .tab, .down: choose(1)
        case .backTab, .up: choose(-1)
        default:
            if place.list?.editing?.field.handle(key) == true { filterChanged() }
        }
        return []
    }

    /// The list follows the filter while it is typed.
    mutating func filterChanged() {
        guard let text = place.list?.editing?.field.text else { return }
        _ = setFilter(text)
        complete()
    }

    private mutating func complete() {
        guard let list = place.list, let edit = list.editing else { return }
        let completion = QueryCompletion(edit.field.text, cursor: edit.field.cursor, kind: list.kind) { column, part in
            // What the window shows is known without asking the cache.
            let values = list.rows.prefix(40).compactMap { row -> String? in
                guard case .object(let object) = row.json, case .text(let text) = column.value(in: object) else {
                    return nil
                }
                return text
            }
            return Array(Set(values.filter { part.isEmpty || $0.lowercased().contains(part.lowercased()) })).sorted()
        }
        place.list?.editing?.completions = completion.candidates.map(\.text)
        place.list?.editing?.range = completion.range
        place.list?.editing?.chosen = nil
    }

    /// Puts the next completion in the place of the word.
    private mutating func choose(_ step: Int) {
        guard let edit = place.list?.editing, !edit.completions.isEmpty else { return }
        let count = edit.completions.count
        let index = edit.chosen.map { (($0 + step) % count + count) % count } ?? (step > 0 ? 0 : count - 1)
        let text = edit.completions[index]
        let characters = Array(edit.field.text)
        let start = min(edit.range.lowerBound, characters.count)
        let end = min(max(start, edit.range.upperBound), characters.count)
        let before = String(characters[..<start])
        let after = String(characters[end...])
        place.list?.editing?.field.set(before + text + after)
        place.list?.editing?.range = start..<(start + text.count)
        place.list?.editing?.chosen = index
        _ = setFilter(before + text + after)
    }

    // MARK: Sorting

    mutating func openSortMenu() -> [Effect] {
        guard let list = place.list else { return [] }
        let columns = list.kind.columns.all.filter(\.isSortable)
        // s is the key that reverses.
        var letters: Set<Unicode.Scalar> = ["s"]
        let items = columns.map { column in
            let letter = (column.key + "abcdefghijklmnopqrstuvwxyz").unicodeScalars.first {
                $0.value >= 0x61 && $0.value <= 0x7A && !letters.contains($0)
            }
            if let letter { letters.insert(letter) }
            let isCurrent = column.key == list.sort.column
            return MenuState.Item(
                letter: letter, title: SafeText(untrusted: column.key),
                note: isCurrent
                    ? (list.sort.descending
                        ? "▼ now descending; again to reverse" : "▲ now ascending; again to reverse")
                    : SafeText(untrusted: column.summary), choice: .sort(column.key))
        }
        let current = columns.firstIndex { $0.key == list.sort.column } ?? 0
        return show(.menu(MenuState(title: "Sort by", items: items, cursor: current)))
    }

    mutating func sort(by name: String) -> [Effect] {
        guard let list = place.list else { return [] }
        let wanted = Sort(name.trimmed)
        guard let column = list.kind.columns[wanted.column], column.isSortable else {
            say("\(untrusted: list.kind.title) cannot be sorted by \(untrusted: wanted.column)", .warn)
            return []
        }
        let descending =
            column.key == list.sort.column ? !list.sort.descending : wanted.descending || column.startsDescending
        place.list?.sort = Sort(column: column.key, descending: descending)
        // The list shows the cost that it is sorted by.
        if list.kind == .tariff, let index = TariffChoice.index(ofCost: column.key) { choice.standardIndex = index }
        let matched = list.matched
        restartList()
        place.list?.matched = matched
        return []
    }
}

extension Column {
    /// Amounts and times are looked at from the largest and latest first.
    var startsDescending: Bool {
        switch type {
        case .number, .money, .time, .age: true
        case .code, .prose, .list, .left: false
        }
    }
}

extension String {
    var trimmed: String {
        var view = Substring(self)
        while view.first == " " { view.removeFirst() }
        while view.last == " " { view.removeLast() }
        return String(view)
    }
}
