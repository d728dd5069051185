import AdminAPI
import Roaming

/// The ledger's postings about a resource.
enum JournalPage {
    /// The business identities that the ledger posts the resource under.
    static func sources(of detail: DetailState) -> [String] {
        switch detail.resource {
        case let row as CDRResource: ["cdr:\(row.id)"]
        case let row as PayoutResource: ["payout:\(row.id)", "note:\(row.noteID)"]
        case let row as DisputeResource: ["dispute:\(row.id)"]
        default: []
        }
    }

    static func sections(_ context: DetailContext) -> [Section] {
        sources(of: context.detail).flatMap { source -> [Section] in
            let fetched = context.detail.fetched[.journals(source: source)]
            guard case .journals(let journals) = fetched else {
                return [Section("Journal", .full, context.untilAnswered(fetched))]
            }
            if journals.isEmpty {
                return [Section("\(untrusted: source)", .full, [Line("nothing posted yet", .missing)])]
            }
            return journals.map { journal in
                let by: SafeText = journal.by.map { " by \(untrusted: $0)" } ?? ""
                let title: SafeText =
                    "\(journal.seq)  \(untrusted: journal.rule)  \(context.presentation.full(journal.postedAt))\(by)"
                return Section(
                    title, .full, [Line(SafeText(untrusted: journal.text), .muted)] + journal.entries.map(entry))
            }
        }
    }

    /// Debit on the left, credit on the right.
    static func entry(_ line: JournalLineResource) -> Line {
        let amount = SafeText.money(line.amountMinor, line.currency).padded(left: 14)
        let debit = line.side == .d ? amount : .spaces(14)
        let credit = line.side == .c ? amount : .spaces(14)
        return Line([
            Span(line.side == .d ? "D " : "C ", line.side == .d ? .info : .heading),
            Span(SafeText(untrusted: line.account).padded(right: 6), .accent),
            Span(SafeText(untrusted: line.name).padded(right: 24).clipped(to: 24)),
            Span(SafeText(untrusted: line.party?.description ?? "").padded(right: 8)),
            Span(debit, .money), Span(credit, .money),
        ])
    }
}

extension DetailPage {
    /// The ledger's postings about what is opened.
    static let journal = DetailPage(
        name: "journal", fetches: { detail in JournalPage.sources(of: detail).map { .journals(source: $0) } },
        sections: { JournalPage.sections($0) })
}
