import Roaming
import Testing

@Suite struct DisputeTests {
    private let cdr = CDRKey(cpo: PartyID("NL*FAS")!, id: "C1")
    private let dp = PartyID("DE*EMP")!
    private let sam = Person(id: 1, name: "Sam")
    private let lea = Person(id: 2, name: "Lea")
    private let now = Timestamp(rfc3339: "2026-11-20T12:00:00Z")!

    private func charge(
        _ state: ClearingState = .accepted, endedAt: Timestamp? = nil, isCredit: Bool = false, isDecided: Bool = false
    ) -> DisputableCharge {
        DisputableCharge(
            cdr: cdr, dp: dp, state: state, endedAt: endedAt ?? now - .seconds(3600), isCredit: isCredit,
            isDecided: isDecided)
    }

    private func refusal(_ charge: DisputableCharge, claimant: PartyID? = nil, reason: DisputeReason = .idleFee)
        -> DisputeRefusal?
    {
        do throws(DisputeRefusal) {
            _ = try charge.respondent(reason: reason, claimant: claimant ?? dp, by: sam, at: now)
            return nil
        } catch {
            return error
        }
    }

    @Test func `the other party of the CDR answers`() throws {
        #expect(try charge().respondent(reason: .idleFee, claimant: dp, by: sam, at: now) == cdr.cpo)
        #expect(try charge(.settled).respondent(reason: .idleFee, claimant: cdr.cpo, by: sam, at: now) == dp)
    }

    @Test func `what cannot be contested says why`() throws {
        let stranger = try #require(PartyID("FR*XXX"))
        #expect(refusal(charge(), claimant: stranger) == .stranger(stranger, cdr))
        #expect(refusal(charge(.held)) == .onHold(cdr))
        #expect(refusal(charge(.credited)) == .alreadyCredited(cdr))
        #expect(refusal(charge(.disputed)) == .alreadyDisputed(cdr))
        #expect(refusal(charge(isCredit: true)) == .isCredit(cdr))
        #expect(refusal(charge(isDecided: true)) == .alreadyDecided(cdr))
    }

    @Test func `sixty days are the limit, and a hundred and twenty for fraud`() {
        let old = charge(.settled, endedAt: now - .seconds(61 * 86_400))
        #expect(refusal(old) == .tooLate(cdr, days: 60))
        #expect(refusal(old, reason: .fraud) == nil)
        #expect(refusal(charge(endedAt: now - .seconds(60 * 86_400))) == nil)
    }

    @Test func `nobody decides a dispute that they raised`() throws {
        let open = DisputeStanding(id: "D-1", state: .open, raisedBy: sam)
        #expect(throws: DisputeRefusal.ownDispute(id: "D-1", sam)) { try open.decide(by: sam) }
        try open.decide(by: lea)
        try open.propose(by: sam)
        try open.withdraw(by: sam)
        let service = Person(id: 3, name: "bot", isService: true)
        #expect(throws: DisputeRefusal.service(service)) { try open.decide(by: service) }
    }

    @Test(arguments: [DisputeState.decided, .closed])
    func `a dispute that ended stays as it is`(_ state: DisputeState) {
        let ended = DisputeStanding(id: "D-1", state: state, raisedBy: sam)
        #expect(throws: DisputeRefusal.ended(id: "D-1", state)) { try ended.decide(by: lea) }
        #expect(throws: DisputeRefusal.ended(id: "D-1", state)) { try ended.propose(by: lea) }
        #expect(throws: DisputeRefusal.ended(id: "D-1", state)) { try ended.withdraw(by: lea) }
    }

    @Test(arguments: [
        ("2026-11-20T12:00:00Z", 1, "2026-11-23T12:00:00Z"), ("2026-11-20T12:00:00Z", 7, "2026-12-01T12:00:00Z"),
        ("2026-11-22T23:59:59Z", 2, "2026-11-24T23:59:59Z"), ("2026-11-20T12:00:00Z", 0, "2026-11-20T12:00:00Z"),
    ])
    func `weekends do not count`(_ from: String, _ days: Int, _ due: String) throws {
        let moment = try #require(Timestamp(rfc3339: from))
        #expect(DisputeClock.due(after: moment, businessDays: days).rfc3339 == due)
    }

    @Test func `no more is held than is payable`() {
        #expect(DisputeEffects.holdable(part: 100, from: .unbilled, available: 0) == 100)
        #expect(DisputeEffects.holdable(part: 100, from: .payable, available: 30) == 30)
        #expect(DisputeEffects.holdable(part: 100, from: .payable, available: -5) == 0)
        #expect(DisputeEffects.holdable(part: 100, from: .payable, available: 500) == 100)
    }
}
