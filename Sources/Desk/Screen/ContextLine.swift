import AdminAPI
import Roaming

extension State {
    /// How the link stands, in words.
    var linkSpan: Span {
        switch link {
        case .connecting(let shown):
            return Span(shown.map { "○ connecting, showing \(presentation.moment($0))" } ?? "○ connecting", .muted)
        case .syncing(let done, let of):
            let whole: SafeText = of.map { " of \(SafeText.grouped($0))" } ?? ""
            return Span("◐ reading \(SafeText.grouped(done))\(whole)", .info)
        case .live: return Span("● live", .live)
        case .offline(let since, let shown, _):
            let age = Presentation.steps(now - since)
            let ago: SafeText = age.isEmpty ? "" : " \(age)"
            let text: SafeText = shown.map { ", showing \(presentation.full($0).timeOnly)" } ?? ", nothing cached"
            return Span("✗ offline\(ago)\(text)", .offline)
        }
    }

    /// Line 3, left: the breadcrumb and the filter, or what the detail is about.
    var contextLeft: [Span] {
        var spans: [Span] = []
        let stack = stacks[pane, default: []]
        for (index, place) in stack.enumerated() {
            let isLast = index == stack.count - 1
            if index > 0 { spans.append(Span(" › ", .muted)) }
            let name: SafeText
            if let list = place.list {
                name = SafeText(untrusted: list.kind.title)
            } else if let detail = place.detail {
                name = DetailSummary.name(detail)
            } else {
                continue
            }
            if stack.count > 1 || pane == .more || place.list == nil {
                // A long way is shown by its ends.
                if stack.count > 3, index > 0, index < stack.count - 2 {
                    spans.append(Span("…", .muted))
                } else {
                    spans.append(
                        Span(
                            isLast ? name.clipped(to: 44) : name.clipped(to: 18), isLast ? .title : .muted,
                            strong: isLast))
                }
            }
        }
        guard let list = place.list else { return spans }
        if !spans.isEmpty { spans.append(Span("  ")) }
        if let origin = list.origin { spans.append(Span("of \(origin)  ", .muted)) }
        if list.queryText.isEmpty {
            spans.append(Span(list.origin == nil ? "all" : "", .muted))
        } else if list.origin == nil {
            spans += [Span("/ ", .key), Span(SafeText(untrusted: list.queryText))]
        }
        return spans
    }

    /// Line 3, right: how many of how many, the order; or facts about what is opened.
    var contextRight: [Span] {
        if let detail = place.detail {
            let spans = DetailSummary.spans(detail, presentation)
            let width = spans.reduce(0) { $0 + $1.text.width }
            return width < size.columns * 3 / 5 ? spans : Array(spans.prefix(2))
        }
        guard let list = place.list else { return [] }
        var spans: [Span] = []
        if list.isPaused {
            spans.append(Span(list.hasNews ? "PAUSED, news waiting  " : "PAUSED  ", .warn, strong: true))
        }
        if list.isLoaded {
            let whole = SafeText.grouped(list.total)
            if list.queryText.isEmpty {
                spans.append(Span(whole, .text))
            } else {
                spans.append(Span(list.matched.map { "\(SafeText.grouped($0)) of \(whole)" } ?? "… of \(whole)"))
            }
        }
        spans.append(
            Span("  by \(untrusted: list.sort.column) \(list.sort.descending ? "▼" as SafeText : "▲")", .muted))
        return spans
    }

    /// The line above the footer when there is no flash.
    var messageSpans: [Span] {
        if let reason = offlineReason { return [Span(reason, .muted)] }
        guard let list = place.list else {
            guard let detail = place.detail, let target = DetailFlow(self, detail).line(at: detail.cursor)?.link else {
                return []
            }
            switch target {
            case .resource(let ref):
                return [Span("⏎ ", .key), Span("opens \(untrusted: ref.kind.rawValue) \(untrusted: ref.id)", .muted)]
            case .message: return [Span("⏎ ", .key), Span("opens the message", .muted)]
            case .session(let index):
                let id = SafeText(untrusted: StandardSession.all[index].id)
                return [Span("⏎ ", .key), Span("shows what \(id) costs, line by line", .muted)]
            case .place(let wanted):
                return [Span("⏎ ", .key), Span("shows \(wanted.words) of \(untrusted: wanted.tariff)", .muted)]
            }
        }
        if let edit = list.editing { return State.completions(edit, list) }
        if let problem = list.problems.first {
            return [Span("not understood: ", .warn), Span(SafeText(untrusted: problem.message))]
        }
        if !list.marks.isEmpty { return State.marked(list) }
        if let row = list.selected as? SessionResource, let reason = row.flagReason {
            return [Span("\(untrusted: row.flags.joined(separator: " "))  ", .warn), Span(SafeText(untrusted: reason))]
        }
        if let row = list.selected as? CDRResource, let reason = row.holdReason {
            return [Span("held  ", .warn), Span(SafeText(untrusted: reason))]
        }
        if let row = list.selected as? TariffResource { return row.remark(presentation) }
        if let row = list.selected as? PayoutResource, !row.nextStep.text.isEmpty { return [row.nextStep] }
        if let row = list.selected as? PartnerResource, !row.complaint.text.isEmpty { return [row.complaint] }
        return []
    }

    /// Why there is nothing at all in the list, when that is not for want of rows.
    var emptyReason: SafeText? {
        guard let kind = place.list?.kind else { return nil }
        if let caller = identity?.caller, !caller.may(read: kind) {
            return "Your role does not read \(untrusted: kind.plural)."
        }
        switch link {
        case .live: return nil
        case .connecting: return "Connecting to the hub; nothing is cached yet."
        case .syncing: return "Reading from the hub…"
        case .offline: return "The hub is not reached, and nothing is cached."
        }
    }

    private var offlineReason: SafeText? {
        guard case .offline(_, _, let reason) = link, place.list?.editing == nil, place.list?.marks.isEmpty ?? true
        else {
            return nil
        }
        return "\(untrusted: reason); actions need the hub, all else goes on"
    }

    private static func completions(_ edit: FilterEdit, _ list: ListState) -> [Span] {
        if let problem = list.problems.first { return [Span(SafeText(untrusted: problem.description), .warn)] }
        if edit.completions.isEmpty { return [Span("⏎ keeps the filter, esc takes it back", .muted)] }
        var spans = [Span("tab  ", .key)]
        let start = max(0, (edit.chosen ?? 0) - 3)
        for (index, text) in edit.completions.enumerated().dropFirst(start).prefix(16) {
            spans.append(
                Span("\(untrusted: text) ", index == edit.chosen ? .accent : .muted, strong: index == edit.chosen))
        }
        return spans
    }

    /// How many are marked, and what they come to: one sum for each currency.
    private static func marked(_ list: ListState) -> [Span] {
        var sums: [String: Int64] = [:]
        for row in list.marks {
            let (minor, currency): (Int64, String)
            switch row {
            case let row as PayoutResource: (minor, currency) = (row.amountMinor, row.currency)
            case let row as CDRResource: (minor, currency) = (row.claimedMinor, row.currency)
            case let row as DisputeResource: (minor, currency) = (row.amountMinor, row.currency)
            case let row as SessionResource: (minor, currency) = (row.costMinor ?? 0, row.currency)
            default: continue
            }
            let (sum, overflow) = sums[currency, default: 0].addingReportingOverflow(minor)
            sums[currency] = overflow ? .max : sum
        }
        var spans = [Span("\(list.marks.count) marked", .accent, strong: true)]
        for (currency, sum) in sums.sorted(by: { $0.key < $1.key }) {
            spans += [Span("   "), Span(sum == .max ? "too much to sum" : .money(sum, currency), .money)]
        }
        spans.append(Span("   x do…  esc unmarks", .muted))
        return spans
    }

    /// Keys of what lies over the place; nil when the action table has them.
    var footerHints: [(SafeText, SafeText, Bool)]? {
        let enter = Key.enter.label(ascii: options.drawsASCII)
        switch overlay {
        case .help: return [("↑↓", "scroll", true), ("esc", "close", true)]
        case .palette:
            return [(enter, "run", true), ("tab", "complete", true), ("↑↓", "choose", true), ("esc", "leave", true)]
        case .menu:
            return [(enter, "choose", true), ("↑↓", "move", true), ("a-z", "by letter", true), ("esc", "leave", true)]
        case .dialog(let dialog):
            switch dialog.phase {
            case .asking: return [("tab", "next field", true), (enter, "go on", true), ("esc", "leave it alone", true)]
            case .waiting: return [("esc", "do not wait", true)]
            case .done: return [(enter, "close", true)]
            }
        case .quit: return [("y", "quit", true), ("esc", "stay", true)]
        case nil:
            guard place.list?.editing != nil else { return nil }
            return [(enter, "keep", true), ("tab", "complete", true), ("esc", "take back", true)]
        }
    }
}

extension SafeText {
    /// The time of `2026-11-22 13:59:40Z`; other texts as they are.
    var timeOnly: SafeText {
        guard case .ascii(let text) = storage, let space = text.firstIndex(of: " "), text.first?.isNumber == true else {
            return self
        }
        return SafeText(storage: .ascii(String(text[text.index(after: space)...])))
    }
}
