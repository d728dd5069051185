import Digest
import Roaming
import SQLite

/// What the closing of a window made.
struct ClosedWindow: Sendable {
    let window: WindowRecord
    /// The window that is open from now on.
    let next: WindowRecord
    let notes: [NoteRecord]
    let payouts: [PayoutRecord]
    /// True when the window had been closed before; nothing was written now.
    let isReplay: Bool
}

/// Why a window is not closed.
enum SettlementRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownWindow(String)
    case nothingToSettle(String)
    case service(Person)
    case unknownPayout(String)
    case currency(String)

    var description: String {
        switch self {
        case .unknownWindow(let id): "there is no settlement window \(id)"
        case .nothingToSettle(let id): "window \(id) has nothing to settle or to pay yet"
        case .service(let person): "\(person) is a service; a person has to close a window"
        case .unknownPayout(let id): "there is no payout \(id)"
        case .currency(let code): "\(code) is no currency"
        }
    }
}

/// Settlement windows: one is open per currency; closing it posts a note per CPO and makes payouts.
enum SettlementWindows {
    /// The open window of a currency; opens one when there is none.
    static func current(_ db: Connection, currency: String, at now: Timestamp) throws -> WindowRecord {
        if let window = try WindowStore.current(db, currency: currency) { return window }
        let number = try WindowStore.all(db).count { $0.currency == currency } + 1
        let digits = String(number)
        let id = "W-\(currency)-" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        try WindowStore.open(db, id: id, currency: currency, at: now)
        try Feed.touch(db, .window, id: id, at: now)
        return WindowRecord(id: id, currency: currency, state: .open, openedAt: now)
    }

    /// Closes a window: per CPO a settlement note (its CDRs become SETTLED; those in dispute stay out), then a payout of
    /// everything payable, and the next window opens. Closing a closed window answers what it made.
    /// - Throws: `SettlementRefusal`.
    static func close(_ db: Connection, _ id: String, by person: Person, at now: Timestamp) throws -> ClosedWindow {
        guard !person.isService else { throw SettlementRefusal.service(person) }
        guard let window = try WindowStore.get(db, id) else { throw SettlementRefusal.unknownWindow(id) }
        guard let currency = Currency(window.currency) else { throw SettlementRefusal.currency(window.currency) }
        guard window.state == .open else {
            return ClosedWindow(
                window: window, next: try current(db, currency: window.currency, at: now),
                notes: try NoteStore.list(db, window: id), payouts: try PayoutStore.list(db, window: id),
                isReplay: true)
        }
        let charges = try PayableStore.charges(db, window: id)
        let notes = try SettlementNote.drawUp(window: id, currency: currency, charges: charges)
        let posted = try notes.map { try post(db, $0, by: person, at: now) }
        try WindowStore.close(db, id, at: now)
        let next = try current(db, currency: window.currency, at: now)
        var payouts: [PayoutRecord] = []
        for cpo in try PayableStore.payees(db, currency: window.currency) {
            let note = posted.first { $0.cpo == cpo }
            if let payout = try pay(db, cpo, currency, window: id, note: note?.id, by: person, at: now) {
                payouts.append(payout)
            }
        }
        guard !posted.isEmpty || !payouts.isEmpty else { throw SettlementRefusal.nothingToSettle(id) }
        for charge in charges { try Feed.touch(db, .cdr, id: charge.cdr.description, at: now) }
        try Feed.touch(db, .window, id: id, at: now)
        guard let closed = try WindowStore.get(db, id) else { throw SettlementRefusal.unknownWindow(id) }
        return ClosedWindow(window: closed, next: next, notes: posted, payouts: payouts, isReplay: false)
    }

    private static func post(
        _ db: Connection, _ note: SettlementNote, by person: Person, at now: Timestamp
    ) throws -> NoteRecord {
        let funds = try CPOFunds(db, note.cpo, note.net.currency)
        let journal = Posting.note(
            note.id, cpo: note.cpo, net: note.net, owed: funds.owed, available: funds.available, on: now.date)
        let record = NoteRecord(
            id: note.id, windowID: note.window, cpo: note.cpo, currency: note.net.currency.code,
            totalMinor: note.net.minorUnits, cdrCount: note.lines.count,
            journalSeq: try journal.map { try LedgerStore.post(db, $0, by: person.name, at: now).seq },
            createdAt: now)
        try NoteStore.insert(db, record, lines: note.lines)
        try PayableStore.settle(db, note: note.id, at: now)
        return record
    }

    /// The payout of everything that is payable to a CPO and in no other payout; nil when that is nothing or less.
    private static func pay(
        _ db: Connection, _ cpo: PartyID, _ currency: Currency, window: String, note: String?, by person: Person,
        at now: Timestamp
    ) throws -> PayoutRecord? {
        let lines = try PayableStore.unpaid(db, cpo: cpo, currency: currency.code)
        let id = try PayoutStore.nextID(db, on: now.date)
        guard let content = try PayoutContent(id: id, cpo: cpo, currency: currency, lines: lines) else { return nil }
        let reserved = try LedgerStore.post(
            db, Posting.payoutCreated(id, cpo: cpo, amount: content.amount, on: now.date), by: person.name, at: now)
        let record = PayoutRecord(
            id: id, cpo: cpo, currency: currency.code, amountMinor: content.amount.minorUnits,
            cdrCount: content.cdrCount, windowID: window, noteID: note,
            contentHash: SHA256.hash(content.canonicalBytes), createdAt: now, pendingSeq: reserved.seq,
            largestMinor: content.largest, flags: try flags(db, content, note: note), updatedAt: now)
        try PayoutStore.insert(db, record, lines: lines)
        try PayableStore.link(db, payout: id, isLive: true)
        try Feed.touch(db, .payout, id: id, at: now)
        return record
    }

    /// What a person who releases or approves should look at.
    private static func flags(_ db: Connection, _ content: PayoutContent, note: String?) throws -> [String] {
        var flags: [String] = []
        if try !PayableStore.wasPaid(db, content.cpo) { flags.append("FIRST") }
        if content.lines.contains(where: { $0.amount < 0 }) { flags.append("DEDUCTIONS") }
        let journals = Set(content.lines.map(\.journal))
        let current = try note.flatMap { try NoteStore.get(db, $0)?.journalSeq }
        if journals.contains(where: { $0 != current }) { flags.append("EARLIER") }
        return flags
    }
}

/// What lies on a CPO's accounts.
struct CPOFunds {
    /// What 2100 can still be debited; pending payouts are deducted.
    let available: Int64
    /// What the CPO owes the hub, on 1150.
    let owed: Int64

    init(_ db: Connection, _ cpo: PartyID, _ currency: Currency) throws {
        available = try LedgerStore.balance(db, LedgerAccount(.payableCPO, party: cpo, currency: currency)).available
        owed = -(try LedgerStore.balance(db, LedgerAccount(.receivableCPO, party: cpo, currency: currency)).owed)
    }
}
