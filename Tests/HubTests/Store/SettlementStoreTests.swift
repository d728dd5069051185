import Roaming
import SQLite
import Testing

@testable import Hub

/// A window with two CDRs of one CPO, its note, and a payout of it that is READY.
private final class Settlement {
    let store = try! TemporaryStore()  // A test without its database has nothing to say.
    var db: Connection { store.db }
    let maker: Int64
    let approver: Int64
    let service: Int64
    let rows: [Int64]
    let noteSeq: Int64
    private(set) var payout: PayoutRecord

    init() throws {
        let db = store.db
        maker = try Sample.person(db, "Mia", roles: ["finance_maker"])
        approver = try Sample.person(db, "Ada", roles: ["finance_approver"])
        service = try Sample.person(db, "robot", roles: ["viewer"], isService: true)
        try WindowStore.open(db, id: "W1", currency: "EUR", at: .minute(0))
        rows = [
            try Sample.accepted(db, "C1", window: "W1", part: 1000),
            try Sample.accepted(db, "C2", window: "W1", part: 500),
        ]
        noteSeq = try db.post(LedgerSample.note("note:1", 1500)).seq
        try NoteStore.insert(db, Self.note(noteSeq), lines: Self.lines(rows))
        let pending = try db.post(LedgerSample.payout("payout:1", 1500)).seq
        payout = PayoutRecord(
            id: "P-20261122-0001", cpo: .fas, currency: "EUR", amountMinor: 1500, cdrCount: 2, windowID: "W1",
            noteID: "N1", contentHash: .hash(7), createdAt: .minute(60), pendingSeq: pending, largestMinor: 1000,
            updatedAt: .minute(60))
        try PayoutStore.insert(db, payout, lines: payoutLines())
    }

    static func note(_ seq: Int64?) -> NoteRecord {
        NoteRecord(
            id: "N1", windowID: "W1", cpo: .fas, currency: "EUR", totalMinor: 1500, cdrCount: 2, journalSeq: seq,
            createdAt: .minute(60))
    }

    static func lines(_ rows: [Int64]) -> [NoteLine] {
        zip(rows, [1000, 500]).map { NoteLine(cdr: CDRKey(cpo: .fas, id: "C\($0)"), row: $0, amount: $1) }
    }

    func payoutLines() -> [PayoutLine] {
        zip(rows, [1000, 500]).map { PayoutLine(kind: .cdr, journal: noteSeq, row: $0, amount: $1) }
    }

    func approve(_ person: Int64, _ action: Approval.Action, hash: [UInt8] = .hash(7), amount: Int64 = 1500) throws {
        try ApprovalStore.insert(
            db,
            Approval(
                payoutID: payout.id, personID: person, action: action, contentHash: hash, amountMinor: amount,
                at: .minute(61)))
    }

    func move(_ state: PayoutState, _ change: (inout PayoutRecord) -> Void = { _ in }) throws {
        var next = payout
        next.state = state
        change(&next)
        try PayoutStore.update(db, next, from: payout.state)
        payout = next
    }

    func release() throws {
        try approve(maker, .release)
        try move(.released) { $0.releasedBy = maker }
    }

    func end(_ mode: JournalMode) throws { try db.post(LedgerSample.payout("payout:1:end", 1500, mode: mode)) }
}

@Suite struct SettlementStoreTests {
    private func rule(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return StoreRule.of(error) ?? "\(error)"
        }
    }

    @Test func `one window a currency is open, and a closed one stays closed`() throws {
        let store = try TemporaryStore()
        try WindowStore.open(store.db, id: "W1", currency: "EUR", at: .minute(0))
        try WindowStore.open(store.db, id: "W2", currency: "SEK", at: .minute(0))
        #expect(throws: SQLiteError.self) {
            try WindowStore.open(store.db, id: "W3", currency: "EUR", at: .minute(0))
        }
        try WindowStore.close(store.db, "W1", at: .minute(5))
        try WindowStore.open(store.db, id: "W3", currency: "EUR", at: .minute(5))
        #expect(try WindowStore.current(store.db, currency: "EUR")?.id == "W3")
        #expect(throws: StoreError.stateChanged("window W1")) { try WindowStore.close(store.db, "W1", at: .minute(6)) }
        #expect(
            rule { try store.db.run("UPDATE settlement_window SET state = 'OPEN', closed_at = NULL WHERE id = 'W1'") }
                == "WINDOW_CLOSED")
    }

    @Test func `a CDR enters an open window of its currency and leaves no closed one`() throws {
        let store = try TemporaryStore()
        try WindowStore.open(store.db, id: "W1", currency: "EUR", at: .minute(0))
        try WindowStore.open(store.db, id: "S1", currency: "SEK", at: .minute(0))
        let row = try Sample.accepted(store.db, "C1", window: "W1")
        #expect(try WindowStore.totals(store.db, "W1") == WindowTotals(cdrCount: 1, totalMinor: 1487, cpoMinor: 1309))
        #expect(rule { _ = try Sample.accepted(store.db, "C2", window: "S1") } == "WINDOW_CLOSED")
        #expect(rule { _ = try Sample.accepted(store.db, "C3", window: "nowhere") } == "WINDOW_CLOSED")
        try WindowStore.close(store.db, "W1", at: .minute(5))
        try WindowStore.open(store.db, id: "W2", currency: "EUR", at: .minute(5))
        var state = try #require(try CDRStateStore.get(store.db, row))
        state.windowID = "W2"
        #expect(rule { try CDRStateStore.put(store.db, state) } == "WINDOW_CLOSED")
        state.windowID = nil
        #expect(rule { try CDRStateStore.put(store.db, state) } == "WINDOW_CLOSED")
        state.windowID = "W1"
        state.state = .disputed
        try CDRStateStore.put(store.db, state)
    }

    @Test func `a split that does not sum to the cleared amount is refused`() throws {
        let store = try TemporaryStore()
        let row = try Sample.accepted(store.db, "C1")
        var state = try #require(try CDRStateStore.get(store.db, row))
        state.hubMinor = 60
        #expect(throws: SQLiteError.self) { try CDRStateStore.put(store.db, state) }
        state.hubMinor = nil
        #expect(throws: SQLiteError.self) { try CDRStateStore.put(store.db, state) }
    }

    @Test func `a note is the sum of its lines and final`() throws {
        let settlement = try Settlement()
        #expect(try NoteStore.lines(settlement.db, "N1").map(\.amount) == [1000, 500])
        #expect(try NoteStore.get(settlement.db, "N1")?.totalMinor == 1500)
        for sql in [
            "UPDATE note SET total_minor = 1 WHERE id = 'N1'", "UPDATE note SET is_sealed = 0", "DELETE FROM note",
            "UPDATE note_line SET amount_minor = 1", "DELETE FROM note_line",
        ] {
            #expect(rule { try settlement.db.run(sql) } == "IMMUTABLE", "\(sql)")
        }
        #expect(try LedgerStore.proofs(settlement.db) == [])
    }

    @Test(arguments: ["sum", "foreign", "taken", "journal"])
    func `a note that is not right is refused`(fault: String) throws {
        let store = try TemporaryStore()
        try WindowStore.open(store.db, id: "W1", currency: "EUR", at: .minute(0))
        let rows = [
            try Sample.accepted(store.db, "C1", window: "W1", part: 1000),
            try Sample.accepted(store.db, "C2", cpo: fault == "foreign" ? .ion : .fas, window: "W1", part: 500),
        ]
        var note = Settlement.note(try store.db.post(LedgerSample.note("note:1", 1500)).seq)
        var lines = Settlement.lines(rows)
        if fault == "sum" { note.totalMinor = 1499 }
        if fault == "taken" { lines[1] = lines[0] }
        if fault == "journal" { note.journalSeq = nil }
        #expect(throws: SQLiteError.self) {
            try store.db.transaction { try NoteStore.insert(store.db, note, lines: lines) }
        }
        #expect(try NoteStore.list(store.db, window: "W1") == [])
    }

    @Test func `two people bring a payout from ready to approved, with the ledger`() throws {
        let settlement = try Settlement()
        try settlement.release()
        try settlement.approve(settlement.approver, .approve)
        try settlement.end(.postPending(sequence: settlement.payout.pendingSeq))
        try settlement.move(.approved) { $0.approvedBy = settlement.approver }
        let stored = try PayoutStore.get(settlement.db, settlement.payout.id)
        #expect(stored == settlement.payout)
        #expect(try ApprovalStore.list(settlement.db, payout: settlement.payout.id).count == 2)
        #expect(try PayoutStore.lines(settlement.db, settlement.payout.id) == settlement.payoutLines())
        #expect(try PayoutStore.paying(settlement.db, cdr: settlement.rows[0]) == settlement.payout.id)
        #expect(try LedgerStore.proofs(settlement.db) == [])
    }

    @Test func `nobody approves what they released`() throws {
        let settlement = try Settlement()
        try settlement.release()
        #expect(rule { try settlement.approve(settlement.maker, .approve) } == "FOUR_EYES")
        try settlement.end(.postPending(sequence: settlement.payout.pendingSeq))
        // And not by writing it into the payout either.
        #expect(rule { try settlement.move(.approved) { $0.approvedBy = settlement.maker } } != nil)
        #expect(rule { try settlement.move(.approved) { $0.approvedBy = settlement.approver } } == "APPROVAL_MISSING")
    }

    @Test func `an approval is for the content that was seen`() throws {
        let settlement = try Settlement()
        #expect(rule { try settlement.approve(settlement.maker, .release, hash: .hash(8)) } == "CONTENT_CHANGED")
        #expect(rule { try settlement.approve(settlement.maker, .release, amount: 1) } == "CONTENT_CHANGED")
        try settlement.release()
        #expect(rule { try settlement.approve(settlement.approver, .approve, hash: .hash(8)) } == "CONTENT_CHANGED")
    }

    @Test func `a service and somebody inactive release and approve nothing`() throws {
        let settlement = try Settlement()
        #expect(rule { try settlement.approve(settlement.service, .release) } == "SERVICE_ONLY_READS")
        try PersonStore.setActive(settlement.db, settlement.maker, false)
        #expect(rule { try settlement.approve(settlement.maker, .release) } == "SERVICE_ONLY_READS")
    }

    @Test func `a payout moves only where the money has moved before it`() throws {
        let settlement = try Settlement()
        #expect(rule { try settlement.move(.approved) { $0.approvedBy = settlement.approver } } != nil)
        #expect(rule { try settlement.move(.released) { $0.releasedBy = settlement.maker } } == "APPROVAL_MISSING")
        #expect(rule { try settlement.move(.cancelled) } == "NOT_POSTED")
        try settlement.release()
        try settlement.approve(settlement.approver, .approve)
        #expect(rule { try settlement.move(.approved) { $0.approvedBy = settlement.approver } } == "NOT_POSTED")
    }

    @Test func `a payout on hold is not approved, and a release before it no longer counts`() throws {
        let settlement = try Settlement()
        try settlement.release()
        try settlement.move(.held) { $0.holdReason = "bank account changed" }
        #expect(rule { try settlement.approve(settlement.approver, .approve) } == "NOT_RELEASED")
        #expect(rule { try settlement.move(.approved) { $0.approvedBy = settlement.approver } } != nil)
        try settlement.move(.ready) { payout in
            payout.holdReason = nil
            payout.releasedBy = nil
        }
        #expect(rule { try settlement.approve(settlement.approver, .approve) } == "NOT_RELEASED")
    }

    @Test func `a cancelled payout frees its lines for the next`() throws {
        let settlement = try Settlement()
        let lines = settlement.payoutLines()
        var next = settlement.payout
        next.id = "P-20261122-0002"
        #expect(throws: SQLiteError.self) {
            try settlement.db.transaction { try PayoutStore.insert(settlement.db, next, lines: lines) }
        }
        try settlement.end(.voidPending(sequence: settlement.payout.pendingSeq))
        try settlement.move(.cancelled) { $0.holdReason = "wrong account" }
        next.pendingSeq = try settlement.db.post(LedgerSample.payout("payout:2", 1500)).seq
        try PayoutStore.insert(settlement.db, next, lines: lines)
        #expect(try PayoutStore.paying(settlement.db, cdr: settlement.rows[1]) == next.id)
        #expect(try LedgerStore.proofs(settlement.db) == [])
        #expect(try PayoutStore.nextID(settlement.db, on: LedgerSample.day) == "P-20261122-0003")
    }

    @Test(arguments: [
        "amount", "sum", "largest", "reserve", "line amount", "foreign journal", "approved already", "another's note",
    ]) func `a payout that is not right is refused`(fault: String) throws {
        let settlement = try Settlement()
        let db = settlement.db
        try settlement.end(.voidPending(sequence: settlement.payout.pendingSeq))
        try settlement.move(.cancelled)
        var payout = settlement.payout
        payout.id = "P-20261122-0002"
        payout.state = .ready
        payout.pendingSeq = try db.post(LedgerSample.payout("payout:2", 1500)).seq
        var lines = settlement.payoutLines()
        switch fault {
        case "amount": payout.amountMinor = 1400
        case "sum": lines.removeLast()
        case "largest": payout.largestMinor = 999
        case "reserve": payout.pendingSeq = settlement.noteSeq
        case "line amount":
            lines[0] = PayoutLine(kind: .cdr, journal: lines[0].journal, row: lines[0].row, amount: 1001)
        case "foreign journal":
            let seq = try db.post(LedgerSample.accepted("cdr:9")).seq
            lines[0] = PayoutLine(kind: .cdr, journal: seq, row: lines[0].row, amount: 1000)
        case "approved already": payout.approvedBy = settlement.approver
        default: payout.cpo = .ion
        }
        if fault == "approved already" {
            #expect(throws: SQLiteError.self) {
                try db.run("UPDATE payout SET approved_by = ? WHERE state = 'READY'", settlement.approver)
                try db.run(
                    "INSERT INTO payout SELECT 'X', cpo, currency, amount_minor, cdr_count, window_id, note_id, 'APPROVED', content_hash, created_at, 1, 2, NULL, pending_seq, largest_minor, flags, updated_at FROM payout"
                )
            }
        } else {
            #expect(throws: SQLiteError.self, "\(fault)") {
                try db.transaction { try PayoutStore.insert(db, payout, lines: lines) }
            }
        }
        #expect(try PayoutStore.all(db).count == 1)
    }

    @Test(arguments: [
        "UPDATE payout SET amount_minor = 1", "UPDATE payout SET content_hash = zeroblob(32)",
        "UPDATE payout SET cpo = 'DE*ION'", "DELETE FROM payout", "UPDATE payout_line SET amount_minor = 1",
        "UPDATE payout_line SET is_live = 0", "DELETE FROM payout_line", "UPDATE approval SET person = 2",
        "DELETE FROM approval", "INSERT OR REPLACE INTO payout SELECT * FROM payout",
        "INSERT OR REPLACE INTO payout_line SELECT * FROM payout_line",
    ]) func `a payout's content never changes`(sql: String) throws {
        let settlement = try Settlement()
        try settlement.release()
        let before = try settlement.db.dump(["payout", "payout_line", "approval"])
        #expect(throws: SQLiteError.self) { try settlement.db.run(sql) }
        #expect(try settlement.db.dump(["payout", "payout_line", "approval"]) == before)
    }
}
