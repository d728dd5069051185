import Roaming
import Testing

@Suite struct AgreementTests {
    private let cpo = PartyID("NL*FAS")!
    private let dp = PartyID("DE*EMP")!
    private let noon = Timestamp(rfc3339: "2026-11-22T12:00:00Z")!

    private func agreement(
        _ id: String, _ commission: Int, modules: Set<String> = ["cdrs", "sessions"], from: Duration = .seconds(-3600),
        to: Duration? = nil
    ) -> Agreement {
        Agreement(
            id: id, modules: modules, terms: Terms(commissionBasisPoints: commission, dpShareBasisPoints: 800)!,
            validFrom: noon + from, validTo: to.map { noon + $0 })
    }

    private func commission(_ trade: Trade) -> Int? {
        guard case .allowed(let agreement) = trade else { return nil }
        return agreement.terms.commissionBasisPoints
    }

    @Test func `a pair that accepted the terms trades under them`() {
        let book = AgreementBook(defaults: [agreement("default", 400)], acceptedBy: [cpo, dp])
        #expect(commission(book.trade(cpo: cpo, dp: dp, module: "cdrs", at: noon)) == 400)
    }

    @Test func `a party that has not accepted the terms trades with nobody`() {
        let book = AgreementBook(defaults: [agreement("default", 400)], acceptedBy: [cpo])
        #expect(book.trade(cpo: cpo, dp: dp, module: "cdrs", at: noon) == .refused(.notAccepted(dp)))
    }

    @Test func `an override in force counts instead of the terms, and only for its pair`() {
        let id = Agreement.id(cpo: cpo, dp: dp)
        #expect(id == "NL*FAS>DE*EMP")
        let other = PartyID("FR*EMP")!
        let book = AgreementBook(
            defaults: [agreement("default", 400)], acceptedBy: [cpo, dp, other],
            overrides: [id: [agreement(id, 100), agreement(id, 50, from: .seconds(60))]])
        #expect(commission(book.trade(cpo: cpo, dp: dp, module: "cdrs", at: noon)) == 100)
        #expect(commission(book.trade(cpo: cpo, dp: dp, module: "cdrs", at: noon + .seconds(60))) == 50)
        #expect(commission(book.trade(cpo: cpo, dp: other, module: "cdrs", at: noon)) == 400)
    }

    @Test func `an override without a module forbids it, and one that ended counts no more`() {
        let id = Agreement.id(cpo: cpo, dp: dp)
        var book = AgreementBook(
            defaults: [agreement("default", 400)], acceptedBy: [cpo, dp],
            overrides: [id: [agreement(id, 0, modules: [])]])
        #expect(
            book.trade(cpo: cpo, dp: dp, module: "cdrs", at: noon)
                == .refused(.moduleForbidden(module: "cdrs", agreement: id)))
        book.overrides = [id: [agreement(id, 0, modules: [], to: .zero)]]
        #expect(commission(book.trade(cpo: cpo, dp: dp, module: "cdrs", at: noon)) == 400)
    }

    @Test func `outside the validity of any terms nobody trades`() {
        let book = AgreementBook(defaults: [agreement("default", 400, from: .seconds(1))], acceptedBy: [cpo, dp])
        #expect(book.trade(cpo: cpo, dp: dp, module: "cdrs", at: noon) == .refused(.noTerms(noon)))
    }
}
