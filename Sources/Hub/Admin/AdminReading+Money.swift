import AdminAPI
import Digest
import JSON
import Roaming
import SQLite

extension AdminReading {
    func payoutLines(_ db: Connection) throws -> Page<PayoutLineResource> {
        guard let payout = try PayoutStore.get(db, call.id) else {
            throw Problem(.notFound, "there is no payout \(call.id)")
        }
        let lines = try PayoutStore.lines(db, call.id).map { line in
            try line.row.map { try Self.line(line, cdr: $0, db) } ?? Self.debt(line, of: payout, db)
        }
        return try cut(lines)
    }

    private static func line(_ line: PayoutLine, cdr row: Int64, _ db: Connection) throws -> PayoutLineResource {
        guard let cdr = try CDRStore.get(db, rowID: row),
            let kind = PayoutLineResource.Kind(rawValue: line.kind.rawValue)
        else { throw StoreError.notFound("CDR of a payout line, row \(row)") }
        return PayoutLineResource(
            kind: kind, cdr: cdr.id, session: cdr.sessionID.map { "\(cdr.cpo)/\($0)" }, dp: cdr.dp,
            endedAt: cdr.endedAt, kwh: cdr.energy,
            clearedMinor: try CDRStateStore.get(db, row)?.clearedMinor ?? 0, cpoMinor: line.amount)
    }

    /// A line without a CDR: what the CPO owed the hub, settled by the journal that made the rest payable.
    private static func debt(_ line: PayoutLine, of payout: PayoutRecord, _ db: Connection) throws -> PayoutLineResource
    {
        guard let posted = try LedgerStore.journal(db, line.journal) else {
            throw StoreError.notFound("journal \(line.journal)")
        }
        let source = posted.journal.source
        return PayoutLineResource(
            kind: .recovered, cdr: "\(source.kind.rawValue):\(source.id)", dp: payout.cpo, endedAt: posted.recordedAt,
            kwh: .zero, clearedMinor: 0, cpoMinor: line.amount)
    }

    func preview(_ db: Connection) throws -> DecisionPreview {
        guard let word = call.request.queryValue("decision"), let decision = DisputeDecision(rawValue: word),
            let shown = DisputeResource.Decision(rawValue: word)
        else {
            throw Problem(
                .badValue, "decision must be FOR_CPO or FOR_DP", field: "decision", rule: "one of FOR_CPO, FOR_DP")
        }
        let preview: DisputePreview
        do {
            preview = try DisputeDesk.preview(db, call.id, decision, at: call.now)
        } catch let error as DisputeDeskRefusal {
            throw Problem(.notFound, error.description)
        } catch let error as DisputeRefusal {
            throw Problem(.conflict, error.description)
        }
        return DecisionPreview(
            dispute: preview.dispute.id, decision: shown,
            version: try Feed.version(db, .dispute, id: preview.dispute.id) ?? 0,
            entries: preview.journals.flatMap(\.entries).map(Self.line),
            payoutChangeMinor: preview.payableChangeMinor, currency: preview.dispute.currency,
            sentences: preview.sentences)
    }

    func journals(_ db: Connection) throws -> Page<JournalResource> {
        var filter = JournalFilter()
        if let text = call.request.queryValue("source") {
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = JournalSource.Kind(rawValue: parts[0]) else {
                throw Problem(
                    .badValue, "source must be like cdr:NL*FAS/C1, note:…, payout:… or dispute:…", field: "source",
                    rule: "kind:id")
            }
            filter.source = JournalSource(kind, parts[1])
        }
        if let text = call.request.queryValue("party") {
            guard let party = PartyID(text) else {
                throw Problem(.badValue, "party must be like NL*FAS", field: "party", rule: "party")
            }
            filter.party = party
        }
        filter.window = call.request.queryValue("window")
        filter.limit = try call.limit()
        return Page(items: try LedgerStore.journals(db, filter).map(Self.journal))
    }

    static func journal(_ stored: LedgerJournal) -> JournalResource {
        let journal = stored.journal
        return JournalResource(
            seq: stored.seq, rule: journal.event.rawValue,
            source: "\(journal.source.kind.rawValue):\(journal.source.id)",
            text: journal.idempotencyKey, postedAt: stored.recordedAt, reverses: journal.reverses, by: stored.actor,
            entries: journal.entries.map(line))
    }

    static func line(_ entry: JournalEntry) -> JournalLineResource {
        JournalLineResource(
            account: String(entry.account.code.rawValue), name: entry.account.code.name,
            party: entry.account.party, currency: entry.account.currency.code,
            side: entry.side == .debit ? .d : .c, amountMinor: entry.amount)
    }

    func trialBalance(_ db: Connection) throws -> TrialBalance {
        let proofs = try LedgerStore.proofs(db)
        let lines = try LedgerStore.balances(db).map { row in
            AdminAPI.TrialBalanceLine(
                account: String(row.account.code.rawValue), name: row.account.code.name,
                party: row.account.party, currency: row.account.currency.code,
                debitMinor: row.balance.debitsPosted, creditMinor: row.balance.creditsPosted)
        }
        let sums = lines.reduce(into: [String: Int64]()) {
            $0[$1.currency, default: 0] += $1.debitMinor - $1.creditMinor
        }
        return TrialBalance(
            at: call.now, lastSeq: try LedgerStore.head(db).seq,
            inBalance: proofs.isEmpty && sums.values.allSatisfy { $0 == 0 }, lines: lines)
    }

    func audit(_ db: Connection) throws -> Page<AuditEntry> {
        let (person, target) = (call.request.queryValue("person"), call.request.queryValue("target"))
        let rows = try AuditStore.latest(db, limit: 100_000).filter { row in
            (person == nil || row.draft.actor == person) && (target == nil || row.draft.subjectID == target)
        }
        return try cut(
            rows.map { row in
                let isDone = row.draft.outcome == "done"
                return AuditEntry(
                    seq: row.seq, at: row.draft.at, person: row.draft.actor, action: row.draft.action,
                    targetKind: row.draft.subjectKind.isEmpty ? nil : row.draft.subjectKind,
                    targetID: row.draft.subjectID.isEmpty ? nil : row.draft.subjectID,
                    outcome: isDone ? .done : .refused, text: isDone ? row.draft.detail : row.draft.outcome)
            })
    }

    func people(_ db: Connection) throws -> Page<PersonResource> {
        try cut(try PersonStore.all(db).map { try Self.person($0, db) })
    }

    static func person(_ row: PersonRecord, _ db: Connection) throws -> PersonResource {
        PersonResource(
            id: row.name, name: row.displayName, roles: row.roles, service: row.isService, createdAt: row.createdAt,
            tokens: try AdminTokenStore.list(db, person: row.id).filter { $0.revokedAt == nil }.map {
                PersonToken(fingerprint: "fp:" + SHA256.hex($0.hash.prefix(4)), createdAt: $0.createdAt)
            })
    }
}
