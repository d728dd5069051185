import AdminAPI
import Roaming

extension DetailPage {
    /// Every version as it came, what changed between two of them in words and in money, and who is caught in between.
    static let tariffVersions = DetailPage(
        name: "versions", fetches: TariffPages.history, knobs: [.version, .baseline, .date, .zone],
        lists: TariffPages.running,
        sections: { context in
            guard let (book, version) = context.tariff else { return [] }
            guard book.isWhole else {
                let fetched = context.detail.fetched[.tariffHistory(tariff: book.id)]
                return [Section("Versions", .full, context.untilAnswered(fetched))]
            }
            let before = book.baseline(context.detail, of: version)
            var sections = [
                Section(
                    "Versions, newest first", .main,
                    VersionLines.timeline(book, version, before, context.presentation))
            ]
            guard let before, before.number != version.number else {
                let text: SafeText = before == nil ? "It is the first version." : "b chooses another to compare with"
                return sections + [Section("What changed", .main, [Line(text, .muted)])]
            }
            let title: SafeText = "v\(before.number) → v\(version.number)"
            sections.append(Section("What changed, \(title)", .main, VersionLines.changes(book, before, version)))
            sections.append(
                Section("The same in money, \(title)", .side, VersionMoney(context, book, before, version).lines))
            sections.append(
                Section(
                    "Running since before v\(version.number) came",
                    .full, TariffPages.runningLines(context) { $0.startedAt < version.resource.receivedAt }))
            return sections
        })
}

enum VersionLines {
    static func timeline(
        _ book: TariffBook, _ shown: TariffBook.Version, _ before: TariffBook.Version?, _ presentation: Presentation
    ) -> [Line] {
        book.versions.flatMap { version in
            let mark: SafeText = version.number == shown.number ? "new" : version.number == before?.number ? "old" : ""
            let row = version.resource
            let sessions = SafeText.count(row.sessions, "session", "sessions")
            return [
                Line([
                    Span(
                        "\(mark.padded(right: 4))v\(SafeText(version.number).padded(right: 3))", .heading, strong: true),
                    Span("came \(presentation.full(row.receivedAt))  "),
                    Span("\(sessions.padded(left: 14))  ", .number),
                    version.tariff == nil
                        ? Span("cannot be read", .bad) : Span(SafeText(untrusted: row.summary), .money),
                ]),
                Line([Span("        \(dates(row, presentation))", .muted)], isPassive: true),
            ]
        }
    }

    /// What the CPO says of it, and when the next one came.
    private static func dates(_ row: TariffVersionResource, _ presentation: Presentation) -> SafeText {
        let from = row.validFrom.map { "from \(presentation.full($0))" as SafeText } ?? "from always"
        let until = row.validTo.map { "until \(presentation.full($0))" as SafeText } ?? "open end"
        return "says \(presentation.full(row.lastUpdated)), valid \(from), \(until)"
    }

    static func changes(_ book: TariffBook, _ old: TariffBook.Version, _ new: TariffBook.Version) -> [Line] {
        guard let first = old.tariff, let second = new.tariff else {
            return [Line("one of the two cannot be read", .bad)]
        }
        let changes = TariffDiff(from: first, to: second).changes
        if changes.isEmpty { return [Line("nothing that means anything: the same prices for everybody", .muted)] }
        return changes.map { change in
            Line(
                [Span("• ", .muted), Span(SafeText(untrusted: change.sentence))],
                link: place(change, book.id, old: old.number, new: new.number).map(Line.Target.place))
        }
    }

    /// Where in which version a change is.
    private static func place(_ change: TariffChange, _ id: String, old: Int, new: Int) -> TariffPlace? {
        switch change {
        case .elementRemoved(let index, _): TariffPlace(tariff: id, version: old, element: index)
        case .elementAdded(let index, _), .elementMoved(_, to: let index), .componentAdded(element: let index, _),
            .componentRemoved(element: let index, _), .price(element: let index, _, _, _),
            .vat(element: let index, _, _, _), .step(element: let index, _, _, _),
            .restriction(element: let index, _, _, _):
            TariffPlace(tariff: id, version: new, element: index)
        default: nil
        }
    }
}
