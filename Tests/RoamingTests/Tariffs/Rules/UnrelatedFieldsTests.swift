import Testing

@testable import Roaming

/// What no rule reads changes no finding.
@Suite struct UnrelatedFieldsTests {
    private static let changes: [(String, @Sendable (inout RuleContext) -> Void)] = [
        ("owner", { $0.tariff.owner = PartyID("DE*XYZ")! }),
        ("last_updated", { $0.tariff.lastUpdated = nil }),
        ("id", { $0.tariff.id = "another" }),
        ("open sessions without a version before", { $0.openSessions = 7 }),
        ("the tariff itself as the version before", { $0.previous = $0.tariff }),
        ("a text without prices", { $0.altTexts = ["Bitte Kabel mitbringen, max. 48 h"] }),
        ("a text in front", { $0.altTexts.insert("", at: 0) }),
        ("the rest of the day", { $0.now = Timestamp(rfc3339: "2026-11-28T23:59:59Z")! }),
        ("known ids beside the tariff's", { $0.knownTariffIDs = ["T1", "T2", "T3"] }),
        ("a private connector at home", { $0.connectors.append(.at(11, "NLD", isPublic: false)) }),
    ]

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `findings do not depend on fields that no rule reads`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let tariff = Tariff.random(&random)
        let power = [11, 22, 50, 150].randomElement(using: &random)!
        let context = RuleContext.on(tariff, at: [.at(power, "NLD")])
        let findings = PriceRules.check(context)
        #expect(findings == PriceRules.check(context), "the same input twice, seed \(seed)")
        for (name, change) in Self.changes {
            var changed = context
            change(&changed)
            #expect(PriceRules.check(changed) == findings, "\(name), seed \(seed)")
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `findings of elements move with an element in front that prices reservations`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let tariff = Tariff.random(&random)
        guard tariff.elements.allSatisfy({ $0.restrictions.reservation == nil }) else { return }
        var moved = tariff
        moved.elements.insert(e([c(.flat, "0.30", "19", 0)], .init(reservation: .reservation)), at: 0)
        let before = PriceRules.check(.on(tariff)).map { "\($0.rule.code) \($0.element.map { $0 + 1 } ?? -1)" }
        let after = PriceRules.check(.on(moved)).map { "\($0.rule.code) \($0.element ?? -1)" }
        #expect(after == before, "seed \(seed)")
    }
}
