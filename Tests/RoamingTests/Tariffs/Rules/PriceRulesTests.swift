import Testing

@testable import Roaming

@Suite struct PriceRulesTests {
    @Test(arguments: RuleCase.broken)
    func `a broken rule is found`(_ example: RuleCase) throws {
        let findings = PriceRules.check(example.context)
        let finding = try #require(findings.first { $0.rule == example.rule }, "\(findings.map(\.line))")
        #expect(finding.severity <= example.rule.facts.severity)
        #expect(finding.line.hasPrefix("\(example.rule.code): "))
    }

    @Test(arguments: RuleCase.kept)
    func `what nearly breaks a rule is not found`(_ example: RuleCase) {
        #expect(PriceRules.check(example.context).filter { $0.rule == example.rule }.map(\.line) == [])
    }

    @Test func `every rule on tariffs has an example of both kinds`() {
        let onTariffs = Set(PriceRule.allCases).subtracting([.signatureMissing, .signatureFormat])
        #expect(Set(RuleCase.broken.map(\.rule)) == onTariffs)
        #expect(Set(RuleCase.kept.map(\.rule)) == onTariffs)
    }

    @Test(arguments: RuleCase.broken)
    func `a rule that is switched off is silent, and the others are not`(_ example: RuleCase) {
        var settings = RuleSettings.standard
        settings.off = [example.rule]
        let all = PriceRules.check(example.context)
        // UNDECIDED lists the codes of the rules that are on.
        #expect(
            PriceRules.check(example.context, settings: settings).filter { $0.rule != .undecided }
                == all.filter { $0.rule != example.rule && $0.rule != .undecided })
    }

    @Test func `what was not looked up says so`() {
        for rule in PriceRule.allCases {
            let marked = RuleFinding(rule, text: "x").line.contains("from memory, have it checked")
            #expect(marked == (rule.facts.basis == .fromMemory), "\(rule.code)")
        }
        #expect(PriceRule.adHocMissing.facts.basis == .fromMemory)
        #expect(PriceRule.energyPriceMissing.facts.basis == .seen)
    }

    @Test func `findings are in order of severity, code and place`() {
        let context = RuleContext.on(
            tariff([
                e([c(.time, "5", nil, 900), c(.time, "6", "19", 1)], .init(startMinute: 0, endMinute: 0)),
                e([c(.time, "5", nil, 900)]),
            ]), at: [.at(50, "DEU")])
        let findings = PriceRules.check(context)
        #expect(
            findings.map { "\($0.severity) \($0.rule.code) \($0.element ?? -1) \($0.component ?? -1)" } == [
                "error AFIR-KWH -1 -1", "error AFIR-TIME 0 0", "error PANGV-KWH -1 -1", "warning DUP-DIM 0 1",
                "warning EMPTY-RESTR 0 -1", "warning GROSS-KNOWN 0 0", "warning GROSS-KNOWN 1 0",
                "warning STEP-BIG 0 0", "warning STEP-BIG 1 0", "warning UNREACHABLE 1 -1", "warning WHOLE-DAY 0 -1",
                "info AFIR-ORDER 0 0", "info AFIR-ORDER 1 0",
            ])
    }

    @Test func `a finding names element, value and situation`() {
        let context = RuleContext.on(
            tariff([
                e([kWh()], .init(startMinute: 360, endMinute: 1320, maximumEnergy: d("10"))),
                e([c(.parkingTime, "6", "19", 1)]),
            ]), at: [.at(150)])
        let energy = PriceRules.check(context).first { $0.rule == .energyPriceMissing }
        #expect(
            energy?.line
                == "AFIR-KWH: no ENERGY price at 00:00, from 0 kWh on, at L1/E1/1 (150 kW, NLD) "
                + "[Regulation (EU) 2023/1804 (AFIR), Art. 5(4)]")
    }

    @Test(arguments: [(1, 0), (1000, 1), (1001, 2)])
    func `a step is a word above 1 and a warning above a kilowatt-hour`(_ step: Int, _ level: Int) {
        let findings = PriceRules.check(.on(tariff([e([c(.energy, "0.59", "19", step)])])))
        let expected: [[RuleSeverity]] = [[], [.info], [.warning]]
        #expect(findings.filter { $0.rule == .bigStep }.map(\.severity) == expected[level])
    }

    @Test func `a country has its own range of VAT`() {
        var settings = RuleSettings.standard
        settings.vatByCountry["DEU"] = d("0")...d("19")
        let rate = tariff([e([c(.energy, "0.59", "21", 1)])])
        let german = PriceRules.check(.on(rate, at: [.at(11, "DEU")]), settings: settings)
        let dutch = PriceRules.check(.on(rate, at: [.at(11, "NLD")]), settings: settings)
        #expect(german.contains { $0.rule == .vatRange })
        #expect(!dutch.contains { $0.rule == .vatRange })
    }

    @Test func `partners' prices beside each other are for the hub alone`() {
        #expect(PriceRule.allCases.filter(\.facts.isForHubOnly) == [.partnerSpread])
    }

    @Test func `a hostile tariff is bounded in work and in words`() {
        let context = RuleContext.on(.hostile(elements: 10_000), texts: Array(repeating: "1 € 2 €", count: 1000))
        var findings: [RuleFinding] = []
        let spent = ContinuousClock().measure { findings = PriceRules.check(context) }
        #expect(spent < .seconds(20))
        #expect(
            findings.contains { $0.rule == .undecided && $0.text.hasPrefix("10000 elements need more than 2000000") })
        #expect(findings.count < 150)
        #expect(findings.contains { $0.rule == .priceInText && $0.text == "and 1980 more like these" })
    }
}
