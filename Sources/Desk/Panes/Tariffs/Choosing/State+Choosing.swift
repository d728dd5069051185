import AdminAPI
import Roaming

extension State {
    /// What the page on the screen depends on; of a list of tariffs the standard session.
    var knobs: Set<TariffKnob> {
        if let list = place.list { return list.kind == .tariff ? [.standardSession] : [] }
        guard let detail = place.detail else { return [] }
        let pages = DetailPage.pages(of: detail.subject)
        return pages[min(detail.page, pages.count - 1)].knobs
    }

    /// The zone that the chosen day is counted in.
    private var choiceZone: ZoneRules? {
        guard let detail = place.detail else { return nil }
        for answer in detail.fetched.values {
            if case .tariffHistory(let book) = answer, let zone = book.zone(choice.zoneIndex) { return zone }
        }
        return nil
    }

    mutating func turn(_ knob: TariffKnob, by step: Int, to typed: String) -> [Effect] {
        switch knob {
        case .version, .baseline: return turnVersion(knob, step, typed)
        case .breakEven: return findBreakEvens()
        default: break
        }
        do {
            say(try choice.turn(knob, by: step, to: typed.trimmed, now: now, zone: choiceZone))
        } catch {
            say(error.text, .warn)
            return []
        }
        if knob == .standardSession, place.list != nil {
            // S7x, the reservation that expires, is in no list.
            return choice.costName == nil ? turn(knob, by: step, to: "") : sortByChosenSession()
        }
        return []
    }

    /// The list shows what the standard session costs, the cheapest first.
    private mutating func sortByChosenSession() -> [Effect] {
        guard let name = choice.costName else { return [] }
        place.list?.sort = Sort(column: name)
        let currencies = Set((place.list?.rows ?? []).compactMap { ($0 as? TariffResource)?.currency }).sorted()
        if currencies.count > 1, let flash {
            let names = currencies.prefix(4).map { SafeText(untrusted: $0) }.joined(", ")
            say("\(flash.text); in \(names): filter one currency to compare")
        }
        restartList()
        return []
    }

    private mutating func turnVersion(_ knob: TariffKnob, _ step: Int, _ typed: String) -> [Effect] {
        guard let detail = place.detail, let row = detail.resource as? TariffResource,
            case .tariffHistory(let book) = detail.fetched[.tariffHistory(tariff: row.id)]
        else {
            say("its versions are not read yet", .warn)
            return []
        }
        let shown = book.version(detail.version)
        let start = knob == .version ? shown : book.baseline(detail, of: shown)
        let index = start.flatMap { start in book.versions.firstIndex { $0.number == start.number } } ?? 0
        var wanted = book.versions[wrapped(index - step, book.versions.count)].number
        if !typed.trimmed.isEmpty {
            guard let number = Int(typed.trimmed), book.versions.contains(where: { $0.number == number }) else {
                say("it has the versions \(book.numbers), not \(untrusted: typed)", .warn)
                return []
            }
            wanted = number
        }
        if knob == .version {
            place.detail?.version = wanted
            say("version \(wanted) of \(book.numbers)")
        } else {
            place.detail?.baseline = wanted
            say("compared with version \(wanted)")
        }
        return []
    }

    /// The page of what a session costs, for one of the standard ones.
    mutating func openStandardSession(_ index: Int) -> [Effect] {
        choice.standardIndex = index
        choice.ownPlan = nil
        return openPage(DetailPage.tariffSession.name.string)
    }

    /// What `compare` takes: the marked tariffs, in a detail also the one that is open.
    var comparable: [String] {
        let lists = stacks[.tariffs, default: []].compactMap(\.list) + [place.list].compactMap { $0 }
        var ids: [String] = []
        if let row = place.detail?.resource as? TariffResource { ids.append(row.id) }
        for row in lists.flatMap(\.marks) where row is TariffResource && !ids.contains(row.id) { ids.append(row.id) }
        return ids
    }

    mutating func compareTariffs() -> [Effect] {
        push(DetailState(.comparison(comparable)), on: pane)
    }

    static let maximumCompared = 6
}

extension TariffBook {
    /// The version that changes are counted from: the one chosen, else the one before.
    func baseline(_ detail: DetailState, of version: Version) -> Version? {
        detail.baseline.flatMap { number in versions.first { $0.number == number } } ?? before(version)
    }

    /// `1, 2, 3`
    var numbers: SafeText { versions.reversed().map { SafeText($0.number) }.joined(", ") }
}
