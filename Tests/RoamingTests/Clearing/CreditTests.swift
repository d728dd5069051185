import Roaming
import Testing

@Suite struct CreditTests {
    private static let credit: ChargeDetail = {
        var detail = ClearingTests.detail
        detail.key = CDRKey(cpo: detail.key.cpo, id: "C1-C")
        detail.credits = "C1"
        detail.claim.total = p("-14.87", "-17.70")
        return detail
    }()

    private func decide(
        _ credit: ChargeDetail, _ state: ClearingState = .accepted, change: (inout ChargeDetail) -> Void = { _ in }
    ) -> ClearingResult {
        var original = ClearingTests.detail
        change(&original)
        var facts = ClearingTests.facts
        facts.original = OriginalCharge(detail: original, state: state)
        return Clearing.decide(credit, facts: facts)
    }

    @Test(arguments: [ClearingState.accepted, .held, .disputed, .settled])
    func `an exact credit takes the original back and is not rated`(_ state: ClearingState) {
        let result = decide(Self.credit, state)
        #expect(result.decision == .credit(original: ClearingTests.detail.key))
        #expect(result.rating == nil)
    }

    @Test func `totals other than the cost may have either sign`() {
        var credit = Self.credit
        credit.claim.energy = d("-30")
        #expect(decide(credit).decision == .credit(original: ClearingTests.detail.key))
    }

    @Test func `a credit of a CDR that is credited already is held`() {
        expectHold(decide(Self.credit, .credited), "already credited")
    }

    @Test func `a credit of part of the amount, or with the same sign, is held`() {
        var credit = Self.credit
        credit.claim.total = p("-10", nil)
        expectHold(decide(credit), "the negation of CDR C1 would be -14.87")
        credit.claim.total = p("14.87", nil)
        expectHold(decide(credit), "the negation of CDR C1 would be -14.87")
        credit.claim.total = p("-14.87", "-17.69")
        expectHold(decide(credit), "with VAT")
    }

    @Test func `a credit without a reference, or to an unknown CDR, is held`() {
        var credit = Self.credit
        credit.credits = ""
        expectHold(decide(credit), "credit_reference_id")
        var facts = ClearingTests.facts
        facts.original = nil
        expectHold(Clearing.decide(Self.credit, facts: facts), "does not know")
    }

    @Test func `a credit for another token, EVSE, session or currency is held`() {
        expectHold(decide(Self.credit) { $0.token.uid = "FF" }, "another token")
        expectHold(decide(Self.credit) { $0.place.evseUID = "E9" }, "another EVSE")
        expectHold(decide(Self.credit) { $0.sessionID = "S9" }, "another session")
        expectHold(decide(Self.credit) { $0.currency = Currency("SEK")! }, "another currency")
        expectHold(decide(Self.credit) { $0.credits = "C0" }, "itself a credit")
    }

    private func expectHold(_ result: ClearingResult, _ words: String) {
        guard case .hold(let reason) = result.decision else {
            Issue.record("not held: \(result.decision)")
            return
        }
        #expect(reason.check == .credit)
        #expect(reason.text.contains(words), "\(reason.text)")
    }
}
