import Digest
import Roaming
import SQLite
import Testing

@testable import Hub

/// Random histories of money, with repetitions, against what must hold after every step.
@Suite struct WholeLifeTests {
    @Test(arguments: [UInt64(1), 22, 333, 4444])
    func `whatever happens, in any order and twice, the books hold`(_ seed: UInt64) throws {
        var history = MoneyHistory(hub: try MoneyHub(), seed: seed)
        for step in 0..<90 {
            let what = try history.step()
            try check(history.hub, "seed \(seed), step \(step): \(what)")
            // The proofs recount the whole ledger, so they run less often.
            if step % 10 == 9 {
                #expect(try LedgerStore.proofs(history.hub.db).isEmpty, "seed \(seed), step \(step): \(what)")
            }
        }
        #expect(try LedgerStore.firstBroken(history.hub.db) == nil, "seed \(seed)")
        #expect(history.kinds.count >= 10, "seed \(seed) only did \(history.kinds)")
    }

    private func check(_ hub: MoneyHub, _ place: String) throws {
        let db = hub.db
        for cpo in [PartyID.fas, .ion] {
            // What is unbilled is exactly what the open window would settle.
            let open = try db.one(
                """
                SELECT coalesce(sum(cpo_minor), 0) FROM cdr_state s JOIN cdr c ON c.id = s.cdr
                WHERE s.state = 'ACCEPTED' AND c.cpo = ?
                """, cpo
            ) { try $0.int64(0) }
            #expect(try hub.balance(.unbilledCPO, cpo) == open, "\(place) \(cpo)")
            // What is payable and not reserved is exactly what the next payout would pay.
            let unpaid = try PayableStore.unpaid(db, cpo: cpo, currency: "EUR").reduce(Int64(0)) { $0 + $1.amount }
            #expect(try CPOFunds(db, cpo, Currency("EUR")!).available == unpaid, "\(place) \(cpo)")
            // What is held is exactly what live disputes hold.
            let held = try DisputeStore.all(db).filter { $0.state.isLive }.filter {
                try CDRStore.get(db, rowID: $0.cdrRowID)?.cpo == cpo
            }
            #expect(try hub.balance(.held, cpo) == held.reduce(0) { $0 + $1.heldMinor }, "\(place) \(cpo)")
            // What is queued is exactly what is approved.
            let approved = try PayoutStore.all(db).filter { $0.cpo == cpo && $0.state == .approved }
            #expect(
                try hub.balance(.payoutQueued, cpo) == approved.reduce(0) { $0 + $1.amountMinor }, "\(place) \(cpo)")
        }
        // Every session's price is owed by its DP, and is the parts of the CPO, the hub and the DP.
        let whole = try db.one(
            """
            SELECT coalesce(sum(cleared_minor), 0) AS n, coalesce(sum(hub_minor), 0) AS h FROM cdr_state
            WHERE state <> 'CREDITED' OR cdr IN (SELECT id FROM cdr WHERE is_credit = 1)
              OR cdr IN (
                SELECT o.id FROM cdr o JOIN cdr k ON k.cpo = o.cpo AND k.credit_reference_id = o.cdr_id
                JOIN cdr_state t ON t.cdr = k.id AND t.cleared_minor IS NOT NULL)
            """
        ) { (price: try $0.int64("n"), commission: try $0.int64("h")) }
        let owed = try [PartyID.emp, .tnm].reduce(Int64(0)) { try $0 + hub.balance(.unbilledDP, $1) }
        #expect(owed == whole?.price, "\(place)")
        #expect(try hub.balance(.incomeCommission, nil) == whole?.commission, "\(place)")
    }
}

/// Draws the next event of a random history; what the hub refuses is part of it.
private struct MoneyHistory {
    let hub: MoneyHub
    private var generator: Generator
    private var count: Int64 = 0
    private(set) var kinds: Set<String> = []

    init(hub: MoneyHub, seed: UInt64) {
        self.hub = hub
        generator = Generator(state: seed)
    }

    mutating func step() throws -> String {
        hub.now = hub.now + .seconds(60)
        let kind = try draw(Int.random(in: 0..<100, using: &generator))
        kinds.insert(kind)
        return kind
    }

    private mutating func draw(_ number: Int) throws -> String {
        switch number {
        case 0..<40: return try charge()
        case 40..<48: return try credit()
        case 48..<60: return try raise()
        case 60..<70: return try endDispute()
        case 70..<78: return try refused("close") { try hub.close() }
        default: return try movePayout()
        }
    }

    private mutating func charge() throws -> String {
        count += 1
        let cpo = Bool.random(using: &generator) ? PartyID.fas : .ion
        let dp = Bool.random(using: &generator) ? PartyID.emp : .tnm
        let id = "C\(count)"
        let wrong = Int.random(in: 0..<10, using: &generator) == 0
        let energy = Int.random(in: 0...60, using: &generator)
        let incoming = try hub.cdr(
            id, cpo: cpo, dp: dp, energy: energy, total: wrong ? "99" : nil, session: id, hour: -count)
        let first = try hub.accept(incoming)
        let again = try hub.accept(incoming)
        #expect(again.isReplay && again.state == first.state)
        return first.state.state == .held ? "hold" : "charge"
    }

    private mutating func credit() throws -> String {
        guard let cdr = try anyCDR() else { return "nothing" }
        let total = Decimal4(tenThousandths: -cdr.claimedMinor * 100).text
        let incoming = try hub.cdr(
            "\(cdr.cdrID)-C", cpo: cdr.cpo, dp: cdr.dp, energy: Int(cdr.energy.tenThousandths / 10_000), total: total,
            session: cdr.cdrID, credits: cdr.cdrID)
        do {
            return "credit \(try hub.accept(incoming).state.state.rawValue)"
        } catch is CDRRefusal {
            return "credit refused"
        }
    }

    private mutating func raise() throws -> String {
        guard let cdr = try anyCDR() else { return "nothing" }
        return try refused("raise") {
            try hub.db.transaction {
                try DisputeDesk.raise(
                    hub.db,
                    DisputeClaim(
                        cdr: CDRKey(cpo: cdr.cpo, id: cdr.cdrID), reason: .idleFee, text: "no", claimant: cdr.dp),
                    by: hub.support, at: hub.now)
            }
        }
    }

    private mutating func endDispute() throws -> String {
        guard let dispute = try DisputeStore.all(hub.db).randomElement(using: &generator) else { return "nothing" }
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return try refused("for CPO") { try hub.decide(dispute.id, .forCPO) }
        case 1: return try refused("for DP") { try hub.decide(dispute.id, .forDP) }
        default:
            return try refused("withdraw") {
                try hub.db.transaction {
                    try DisputeDesk.withdraw(hub.db, dispute.id, text: "", by: hub.support, at: hub.now)
                }
            }
        }
    }

    private mutating func movePayout() throws -> String {
        guard let payout = try PayoutStore.all(hub.db).randomElement(using: &generator) else { return "nothing" }
        let approval = PayoutAction.approve(
            contentHash: SHA256.hex(payout.contentHash), amountMinor: payout.amountMinor)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0...2: return try refused("release") { try hub.act(payout.id, .release, by: hub.maker) }
        case 3...5: return try refused("approve") { try hub.act(payout.id, approval, by: hub.approver) }
        case 6: return try refused("hold") { try hub.act(payout.id, .hold(reason: "wait"), by: hub.maker) }
        default: return try refused("cancel") { try hub.act(payout.id, .cancel(reason: "no"), by: hub.maker) }
        }
    }

    /// Runs an action that the rules may refuse; any other error fails the test.
    private func refused(_ name: String, _ body: () throws -> some Any) throws -> String {
        do {
            _ = try body()
            return name
        } catch is PayoutRefusal {
        } catch is DisputeRefusal {
        } catch is SettlementRefusal {
        }
        return "\(name) refused"
    }

    private mutating func anyCDR() throws -> CDRRecord? {
        try CDRStore.latest(hub.db, limit: 500).filter { !$0.isCredit }.randomElement(using: &generator)
    }

    /// SplitMix64: the same history for the same seed.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }
}
