import Roaming
import Testing

@Suite struct ClearingTests {
    static let start = Timestamp(rfc3339: "2026-11-20T09:00:00Z")!
    static let tariff = t("T1", [[c(.energy, "0.4958", "19", 1)]])

    /// 30 kWh in an hour for 14.874, which the CPO rounds to 14.87.
    static let detail = ChargeDetail.sample(
        start: start, tariffs: [tariff],
        periods: [ChargePeriod(start: start, volumes: [v(.energy, "30"), v(.time, "1")])], total: p("14.87", "17.70"))

    static let facts = ClearingFacts(
        now: start + .seconds(7200), publishedTariffs: [tariff],
        session: SessionFacts(
            dp: PartyID("DE*EMP")!, status: "COMPLETED", start: start, energy: d("30"), currency: "EUR"),
        tokenOwners: [PartyID("DE*EMP")!], trade: .allowed(agreement))

    static let agreement = Agreement(
        id: "default", modules: ["cdrs"], terms: Terms(commissionBasisPoints: 400, dpShareBasisPoints: 800)!,
        validFrom: Timestamp(milliseconds: 0))

    @Test func `a CDR that agrees with its tariff is accepted at the CPO's amount`() {
        let result = Clearing.decide(Self.detail, facts: Self.facts)
        guard case .accept(let amount, let split, _) = result.decision else {
            Issue.record("\(result.decision)")
            return
        }
        #expect(amount.amountText == "14.87")
        #expect([split.cpo, split.hub, split.dp] == [1309, 59, 119])
        #expect(result.verdicts.allSatisfy { $0.level == .ok }, "\(result.verdicts.filter { $0.level != .ok })")
        #expect(result.computed?.minorUnits == 1487)
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        let check: ClearingCheck
        let level: Verdict.Level
        let says: String
        let change: @Sendable (inout ChargeDetail, inout ClearingFacts) -> Void

        init(
            _ check: ClearingCheck, _ level: Verdict.Level, _ says: String,
            _ change: @escaping @Sendable (inout ChargeDetail, inout ClearingFacts) -> Void
        ) {
            self.check = check
            self.level = level
            self.says = says
            self.change = change
        }

        var testDescription: String { "\(check.rawValue) \(level.rawValue): \(says)" }
    }

    static let broken: [Broken] = [
        Broken(.timeOrder, .fail, "before it starts") { detail, _ in detail.end = detail.start - .seconds(1) },
        Broken(.timeOrder, .warn, "outside the session") { detail, _ in
            detail.periods[0].start = detail.start - .seconds(60)
        },
        Broken(.timePlausible, .fail, "in the future") { _, facts in facts.now = start },
        Broken(.timePlausible, .fail, "starts in 1970") { detail, _ in
            detail.start = Timestamp(milliseconds: 0)
            detail.end = Timestamp(milliseconds: 3_600_000)
        },
        Broken(.totalTime, .warn, "total_time is 2 h") { detail, _ in detail.claim.time = d("2") },
        Broken(.totalParkingTime, .warn, "the periods sum to 0 h") { detail, _ in detail.claim.parkingTime = d("1") },
        Broken(.late, .warn, "5 days after") { _, facts in facts.now = start + .seconds(5 * 86_400 + 3600) },
        Broken(.totalEnergy, .fail, "the periods sum to 30 kWh") { detail, _ in detail.claim.energy = d("31") },
        Broken(.totalEnergy, .fail, "exactly a factor of 1000") { detail, _ in detail.claim.energy = d("30000") },
        Broken(.energyUnit, .fail, "looks like watt-hours") { detail, _ in
            detail.claim.energy = d("30000")
            detail.periods[0].volumes[0].amount = d("30000")
        },
        Broken(.totalEnergy, .warn, "no period has ENERGY") { detail, _ in detail.periods[0].volumes.removeFirst() },
        Broken(.zeroEnergy, .fail, "no energy was delivered") { detail, _ in
            detail.claim.energy = .zero
            detail.periods[0].volumes.removeFirst()
        },
        Broken(.negative, .fail, "total_cost is -14.87") { detail, _ in detail.claim.total = p("-14.87", nil) },
        Broken(.costSum, .warn, "the parts sum to 12") { detail, _ in detail.claim.energyCost = p("12", nil) },
        Broken(.vat, .fail, "is less than without") { detail, _ in detail.claim.total.includingVAT = d("14") },
        Broken(.vat, .warn, "more than 27 percent") { detail, _ in detail.claim.total.includingVAT = d("20") },
        Broken(.vat, .warn, "the tariff gives 17.70") { detail, _ in detail.claim.total.includingVAT = d("16") },
        Broken(.currency, .fail, "its session in SEK") { _, facts in facts.session?.currency = "SEK" },
        Broken(.currency, .fail, "its tariff T1 in EUR") { detail, _ in detail.currency = Currency("SEK")! },
        Broken(.decimals, .warn, "total_cost.excl_vat") { detail, _ in detail.roundedFields = ["total_cost.excl_vat"] },
        Broken(.tariff, .fail, "other prices than published") { detail, facts in
            facts.publishedTariffs = [t("t1", [[c(.energy, "0.39", "19", 1)]])]
        },
        Broken(.tariff, .warn, "never published") { _, facts in facts.publishedTariffs = [] },
        Broken(.price, .fail, "claimed 15.87 EUR, tariff T1 gives 14.87 EUR, 1.00 too much") { detail, _ in
            detail.claim.total = p("15.87", nil)
        },
        Broken(.price, .fail, "it is the price with VAT") { detail, _ in detail.claim.total = p("17.70", nil) },
        Broken(.price, .fail, "exactly a factor of 100") { detail, _ in detail.claim.total = p("1487", nil) },
        Broken(.price, .fail, "it cannot be rated: element 0 of tariff T1") { detail, facts in
            detail.tariffs[0].elements[0].restrictions.unknown = ["weather"]
            facts.publishedTariffs = detail.tariffs
        },
        Broken(.price, .fail, "the time zone of the location is not known") { detail, facts in
            detail.tariffs[0].elements[0].restrictions.startMinute = 0
            facts.publishedTariffs = detail.tariffs
        },
        Broken(.price, .fail, "period 0 names a tariff that the CDR does not have") { detail, _ in
            detail.periods[0].tariffID = "T9"
        },
        Broken(.periods, .warn, "the price changes within period 0") { detail, facts in
            detail.tariffs[0].elements[0].restrictions.maximumEnergy = d("10")
            facts.publishedTariffs = detail.tariffs
        },
        Broken(.price, .fail, "there is no tariff") { detail, facts in
            detail.tariffs = []
            facts.publishedTariffs = []
        },
        Broken(.token, .warn, "has not told") { _, facts in facts.tokenOwners = [] },
        Broken(.token, .fail, "the token belongs to FR*EMP") { _, facts in facts.tokenOwners = [PartyID("FR*EMP")!] },
        Broken(.session, .warn, "names no session") { detail, _ in detail.sessionID = nil },
        Broken(.session, .warn, "has not seen session S1") { _, facts in facts.session = nil },
        Broken(.session, .fail, "INVALID") { _, facts in facts.session?.status = "INVALID" },
        Broken(.session, .fail, "driven by FR*EMP") { _, facts in facts.session?.dp = PartyID("FR*EMP")! },
        Broken(.session, .warn, "exactly 2 h off") { _, facts in facts.session?.start = start - .seconds(7200) },
        Broken(.session, .warn, "ended with 20 kWh") { _, facts in facts.session?.energy = d("20") },
        Broken(.duplicate, .fail, "CDR C0 bills the same session") { _, facts in
            facts.related = [RelatedCharge(id: "C0", likeness: .session)]
        },
        Broken(.agreement, .fail, "has not accepted") { _, facts in
            facts.trade = .refused(.notAccepted(PartyID("DE*EMP")!))
        },
    ]

    @Test(arguments: broken)
    func `each fault has a verdict in words, and a failed check holds the CDR`(_ row: Broken) throws {
        var (detail, facts) = (Self.detail, Self.facts)
        row.change(&detail, &facts)
        let result = Clearing.decide(detail, facts: facts)
        let verdict = try #require(result.verdicts.first { $0.check == row.check })
        #expect(verdict.level == row.level, "\(verdict)")
        #expect(verdict.text.contains(row.says), "\(verdict.text)")
        let failed = result.verdicts.first { $0.level == .fail }
        if let failed {
            #expect(result.decision == .hold(HoldReason(check: failed.check, text: failed.text)))
        } else if case .hold(let reason) = result.decision {
            Issue.record("held without a failed check: \(reason)")
        }
    }

    @Test(arguments: [("14.8740", true), ("14.88", true), ("14.8841", false), ("14.864", true), ("14.8639", false)])
    func `a claim may differ from the tariff by one minor unit and no more`(_ claim: String, _ isAccepted: Bool) {
        var detail = Self.detail
        detail.claim.total = p(claim, nil)
        if case .accept(let amount, _, _) = Clearing.decide(detail, facts: Self.facts).decision {
            #expect(isAccepted)
            #expect(amount == d(claim).exact.money(in: detail.currency))
        } else {
            #expect(!isAccepted)
        }
    }

    @Test func `a free session is accepted at nothing`() {
        var (detail, facts) = (Self.detail, Self.facts)
        detail.tariffs = [t("T1", [[c(.energy, "0", nil, 1)]])]
        facts.publishedTariffs = detail.tariffs
        detail.claim.total = p("0", nil)
        guard case .accept(let amount, let split, _) = Clearing.decide(detail, facts: facts).decision else {
            Issue.record("held")
            return
        }
        #expect(amount.minorUnits == 0)
        #expect(Posting.accepted(detail.key, dp: detail.token.owner, split: split, on: start.date) == nil)
    }

    private var start: Timestamp { Self.start }
}
