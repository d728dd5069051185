import Roaming
import Testing

@Suite struct MoneyTests {
    @Test(
        arguments: [
            ("EUR", 1234, "12.34"), ("EUR", -5, "-0.05"), ("EUR", 0, "0.00"), ("JPY", 1234, "1234"),
            ("KWD", 1234, "1.234"),
            ("HUF", 100, "1.00"), ("eur", 1, "0.01"), ("EUR", .min, "-92233720368547758.08"),
        ] as [(String, Int64, String)])
    func `an amount is written with its currency's decimals`(_ code: String, _ units: Int64, _ text: String) throws {
        #expect(Money(minorUnits: units, currency: try #require(Currency(code))).amountText == text)
    }

    @Test(arguments: ["", "EU", "EURO", "E1R", "ÄUR", "€"])
    func `a code that is not three letters is no currency`(_ code: String) {
        #expect(Currency(code) == nil)
    }

    @Test func `amounts of two currencies are not added and no sum wraps`() throws {
        let euro = try #require(Currency("EUR"))
        let dinar = try #require(Currency("KWD"))
        #expect(throws: MoneyError.currencyMismatch(euro, dinar)) {
            try Money(minorUnits: 1, currency: euro).adding(Money(minorUnits: 1, currency: dinar))
        }
        #expect(throws: MoneyError.overflow(euro)) {
            try Money(minorUnits: .max, currency: euro).adding(Money(minorUnits: 1, currency: euro))
        }
        #expect(throws: MoneyError.overflow(euro)) {
            try Money(minorUnits: .min, currency: euro).subtracting(Money(minorUnits: 1, currency: euro))
        }
    }

    @Test(
        arguments: [
            ("0", 0, false), ("-0", 0, false), ("1", 10_000, false), ("0.59", 5900, false), ("12.3456", 123_456, false),
            ("12.34567", 123_457, true), ("12.34565", 123_457, true), ("-12.34565", -123_457, true),
            ("12.345600", 123_456, false), ("1e2", 1_000_000, false), ("1.5E-3", 15, false), ("4e-5", 0, true),
            ("5e-5", 1, true), ("9e-6", 0, true), ("0.30000000000000004", 3000, true),
            ("922337203685477.5807", .max, false), ("-922337203685477.5808", .min, false), ("0e999999999999", 0, false),
        ] as [(String, Int64, Bool)])
    func `a JSON number becomes ten-thousandths, half away from zero`(
        _ literal: String, _ value: Int64, _ rounds: Bool
    ) {
        var rounded = false
        #expect(Decimal4(literal, wasRounded: &rounded)?.tenThousandths == value)
        #expect(rounded == rounds)
    }

    /// With an exponent of zero a number takes the long way through the reader.
    @Test func `a short number reads as it does the long way`() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let length = Int.random(in: 1...19, using: &random)
            let literal = String((0..<length).map { _ in "0123456789.-".randomElement(using: &random) ?? "0" })
            #expect(Decimal4(literal) == Decimal4(literal + "e0"), "seed \(seed): \(literal)")
            let digits = literal.filter(\.isNumber)
            let sound = "-\(digits.count).\(digits)7"
            #expect(Decimal4(sound) == Decimal4(sound + "E0"), "seed \(seed): \(sound)")
            let plain =
                "\(Int64.random(in: -(1 << 40)...(1 << 40), using: &random)).\(Int.random(in: 0...9999, using: &random))"
            #expect(Decimal4(plain) == Decimal4(plain + "e0"), "seed \(seed): \(plain)")
        }
    }

    @Test(arguments: [
        "", "-", ".5", "5.", "01", "+1", "1e", "1e+", "0x10", "1 ", "NaN", "1,5", "922337203685477.5808", "1e30",
        "1e99999999999999999999",
    ])
    func `what is no JSON number, or too large, is refused`(_ literal: String) {
        #expect(Decimal4(literal) == nil)
    }

    @Test(arguments: [
        (123_456, "12.3456"), (-1, "-0.0001"), (30_000, "3"), (5900, "0.59"), (.min, "-922337203685477.5808"),
    ])
    func `ten-thousandths are written the shortest way`(_ value: Int64, _ text: String) {
        #expect(Decimal4(tenThousandths: value).text == text)
        #expect(Decimal4(text)?.tenThousandths == value)
    }
}
