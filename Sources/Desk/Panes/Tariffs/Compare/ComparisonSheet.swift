import Roaming

/// Tariffs over the standard sessions: what each session costs under each, and where another becomes the cheaper one.
struct ComparisonSheet {
    /// A tariff that is compared, under a letter.
    struct Entry {
        let letter: SafeText
        let id: String
        /// Nil when it is not there or cannot be read.
        let tariff: Tariff?
        let summary: SafeText?
    }

    let entries: [Entry]
    let zone: ZoneRules
    let isZoneKnown: Bool
    let choice: TariffChoice
    let now: Timestamp

    /// Those that can be read.
    var readable: [Entry] { entries.filter { $0.tariff != nil } }
    var tariffs: [Tariff] { entries.compactMap(\.tariff) }

    var question: BreakEvens.Question? {
        guard tariffs.count > 1 else { return nil }
        return BreakEvens.Question(tariffs: tariffs, plan: choice.plan(now, zone), zone: zone)
    }

    func sections(_ context: DetailContext) -> [Section] {
        var result = [Section("Tariffs", .full, names(context))]
        guard tariffs.count > 1 else { return result }
        let matrix = MatrixTable(self)
        let zoneName: SafeText = isZoneKnown ? SafeText(untrusted: zone.name) : "UTC, the time zone is not known"
        let week = LocalClock.day(choice.monday(now, zone))
        result.append(
            Section("Standard sessions, week from \(week), \(zoneName)", .full, matrix.lines(width: context.width)))
        result.append(Section("Where another becomes the cheaper one", .full, breakEvens(context.detail.breakEvens)))
        return result
    }

    private func names(_ context: DetailContext) -> [Line] {
        var lines: [Line] = []
        for entry in entries {
            let currency = entry.tariff.map { SafeText(storage: .ascii($0.currency.code)) } ?? ""
            let type = entry.tariff?.type.map { SafeText(untrusted: $0) } ?? ""
            let words = entry.tariff == nil && entry.summary != nil ? "cannot be read" : entry.summary ?? "reading…"
            lines.append(
                Line(
                    [
                        Span("\(entry.letter)  ", .heading, strong: true),
                        Span(SafeText(untrusted: entry.id).padded(right: 20)), Span("  \(currency)  ", .muted),
                        Span(words, entry.tariff == nil ? .missing : .money),
                    ], right: type.isEmpty ? [] : [Span("  \(type)", .muted)],
                    link: .resource(ResourceRef(.tariff, entry.id))))
            if let book = context.book(entry.id) { lines += context.notice(book) }
        }
        let currencies = Set(tariffs.map(\.currency.code)).sorted()
        if currencies.count > 1 {
            let all = currencies.map { SafeText(storage: .ascii($0)) }.joined(", ")
            lines.append(Line("\(all) are not set against each other: the best is marked within a currency", .warn))
        }
        return lines
    }
}

extension ComparisonSheet {
    /// What the page of a comparison is drawn from.
    init(_ context: DetailContext) {
        let ids = context.detail.compared
        let books = ids.map { context.book($0) }
        entries = zip(ids, books).enumerated().map { index, pair in
            Entry(
                letter: SafeText(storage: .ascii(String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26))))),
                id: pair.0, tariff: pair.1?.current.tariff,
                summary: pair.1.map { SafeText(untrusted: $0.current.resource.summary) })
        }
        let zone = books.lazy.compactMap { $0?.zone(context.choice.zoneIndex) }.first
        self.zone = zone ?? .utc
        isZoneKnown = zone != nil
        choice = context.choice
        now = context.presentation.now
    }
}
