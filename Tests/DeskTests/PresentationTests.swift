import AdminAPI
import JSON
import Roaming
import Testing

@testable import Desk

@Suite struct `Values on the screen` {
    @Test(arguments: [
        (Int64(4_122_014), "EUR", "41,220.14 EUR"), (5, "EUR", "0.05 EUR"), (-5, "EUR", "-0.05 EUR"),
        (1234, "JPY", "1,234 JPY"),
        (-123_456_789, "SEK", "-1,234,567.89 SEK"), (7, "???", "7 minor units ???"),
        (1_234_567, "KWD", "1,234.567 KWD"),
        (Int64.min, "EUR", "-92,233,720,368,547,758.08 EUR"),
    ])
    func `money has its currency's decimals, and groups`(minor: Int64, currency: String, text: String) {
        #expect(SafeText.money(minor, currency).string == text)
    }

    @Test(arguments: [
        ("18.42", "18.42"), ("2.1", "2.10"), ("0.005", "0.01"), ("0.0049", "0.00"), ("-0.5", "-0.50"),
        ("1234.5678", "1234.57"),
    ])
    func `energy is rounded to hundredths`(kwh: String, text: String) {
        #expect(SafeText.kwh(Fixture.kwh(kwh)).string == text)
    }

    @Test(arguments: [
        (0, ""), (59, ""), (60, "1m"), (3599, "59m"), (3600, "1h00"), (7500, "2h05"), (86_399, "23h59"),
        (200_000, "2d"),
    ])
    func `ages change in steps and are silent under a minute`(seconds: Int, text: String) {
        #expect(Presentation.steps(.seconds(seconds)).string == text)
    }

    @Test(arguments: [(0, "▁"), (1, "▂"), (50, "▅"), (100, "█"), (-5, "▁")])
    func `a sparkline's zero is its lowest block`(value: Int, block: String) {
        #expect(Sparkline.text([value], width: 1, maximum: 100).string == block)
    }

    @Test func `a sparkline shows the last values`() {
        #expect(Sparkline.text([100, 0, 0], width: 2, maximum: 100).string == "▁▁")
        #expect(Sparkline.text([], width: 5).string == "")
    }

    @Test(arguments: [
        (5900, 1, "0.59  "), (5950, 1, "0.595 "), (5951, 1, "0.5951"), (40_000, 1, "4.00  "), (-2000, 1, "-0.20  "),
        (10_000, 3, "~0.3333"), (0, 1, "0.00  "),
    ])
    func `a price has two to four decimals, and says when that is not all`(above: Int64, below: Int64, text: String) {
        #expect(SafeText.price(ExactNumber(above, over: below * 10_000)).string == text)
    }

    @Test func `a price of which the tax is not known has no amount with tax`() throws {
        var tariff = Fixture.current
        tariff.missingVAT = .unknown
        let lines = ElementLines(tariff: tariff, id: "NL*FAS/T-11", version: 4).lines.map(\.text)
        let flat = try #require(lines.first { $0.contains("start fee") })
        #expect(flat.contains("0.62") && flat.contains("unknown") && flat.contains("VAT not given"))
        let energy = try #require(lines.first { $0.contains("energy") })
        #expect(energy.contains("0.79") && energy.contains("0.9559") && energy.contains("VAT 21 %"))
    }

    @Test func `an element that is never used says so, and every line knows its place`() {
        let finding = RuleFindingResource(code: "UNREACHABLE", severity: .warn, text: "", element: 4)
        let lines = ElementLines(
            tariff: Fixture.current, id: "NL*FAS/T-11", version: 4, findings: [finding]
        ).lines
        #expect(lines.filter { $0.text.contains("NEVER USED") }.count == 1)
        #expect(lines.dropFirst().allSatisfy { $0.place?.tariff == "NL*FAS/T-11" && $0.place?.version == 4 })
        #expect(lines.compactMap(\.place).filter { $0.component == nil }.map(\.element) == [0, 1, 2, 3, 4])
    }

    @Test func `a long run in a ladder is folded until it is zoomed`() {
        var desktop = Desktop(80, 48)
        desktop.press("enter", "tab")
        #expect(!desktop.screen.contains("z shows them"))
        let many = (1...20).map { number in
            var message = Fixture.messages[4]
            message.id = Int64(number)
            return message
        }
        let ladder = MessageLadder(
            messages: many, cpo: "NL*FAS", dp: "NL*TNM", presentation: desktop.state.presentation, width: 78,
            isExpanded: false)
        #expect(ladder.lines().count == 1 + 8 + 1)
        let whole = MessageLadder(
            messages: many, cpo: "NL*FAS", dp: "NL*TNM", presentation: desktop.state.presentation, width: 78,
            isExpanded: true)
        #expect(whole.lines().count == 1 + 40)
    }

    @Test(arguments: [
        ("/ocpi/2.2.1/sessions/NL/FAS/1", "sessions/NL/FAS/1"),
        ("http://127.0.0.1:43803/ocpi/2.2.1/receiver/sessions/SE/VAT/1", "sessions/SE/VAT/1"),
        ("/ocpi/versions", "/ocpi/versions"), ("/ocpi/2.2.1", "/ocpi/2.2.1"), ("", ""),
    ])
    func `a path in a ladder begins at the module`(path: String, shown: String) {
        #expect(MessageLadder.shortened(path) == shown)
    }

    @Test func `periods at one price are taken together, exactly or not at all`() {
        func line(_ dimension: String, _ quantity: String, _ price: String, _ amount: String) -> RatingLine {
            RatingLine(dimension: dimension, quantity: quantity, price: price, amount: amount)
        }
        let parts = RatedPart.merged([
            line("ENERGY", "0.074 kWh", "0.41", "0.0303"), line("ENERGY", "0.1 kWh", "0.41", "0.041"),
            line("ENERGY", "1 kWh", "0.59", "0.59"), line("TIME", "60 s", "0.59", "0.59"),
            line("TIME", "0.00001 s", "0.59", "0.59"), line("TIME", "many s", "0.59", "0.59"),
        ])
        #expect(parts.map(\.count) == [2, 1, 1, 1, 1])
        #expect(parts[0].line == line("ENERGY", "0.174 kWh", "0.41", "0.0713"))
    }

    @Test func `a message on its way is not yet a maybe`() {
        var message = Fixture.messages[3]
        #expect(message.answerSpan.text.string.contains("MAYBE"))
        message.latencyMs = nil
        #expect(message.answerSpan.text == "… no answer yet")
    }
}

@Suite struct `A payout's composition` {
    @Test(arguments: [
        (6, Int64(5301), "✓ 6 CDRs sum to the payout, 53.01 EUR"),
        (6, 5300, "✗ 6 CDRs instead of 6, and they sum to 53.01 EUR"),
        (1377, 5301, "the first 6 of 1,377 CDRs; their parts sum to 53.01 EUR"),
        (5, 5301, "✗ 6 CDRs instead of 5, and they sum to 53.01 EUR"),
    ])
    func `its lines are summed and compared`(count: Int, amount: Int64, text: String) throws {
        var payout = try #require(Fixture.payouts.first as? PayoutResource)
        payout.cdrCount = count
        payout.amountMinor = amount
        #expect(PayoutComposition.check(Fixture.payoutLines, against: payout).text.string == text)
    }
}

extension Line {
    /// All of it, for tests.
    fileprivate var text: String { (spans + right).map(\.text.string).joined() }
}
