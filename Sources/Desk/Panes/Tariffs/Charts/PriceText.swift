import Roaming

/// How a tariff's amounts are written.
enum PriceText {
    /// As many decimals as the number has, the currency's at least and four at most: `0.59`, `0.5123`.
    static func price(_ number: ExactNumber, _ currency: Currency) -> SafeText {
        price(number, decimals: decimals([number], currency))
    }

    static func price(_ number: ExactNumber, decimals: Int) -> SafeText {
        let text = number.text(decimals: decimals)
        guard decimals > 0, text.utf8.last.map({ (0x30...0x39).contains($0) }) ?? false else {
            return SafeText(storage: .ascii(text))
        }
        let places = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
        let zeros = String(repeating: "0", count: max(0, decimals - places))
        return SafeText(storage: .ascii(text + (places == 0 ? "." : "") + zeros))
    }

    /// What numbers in one column need, so that their points stand below each other.
    static func decimals(_ numbers: some Sequence<ExactNumber>, _ currency: Currency) -> Int {
        numbers.reduce(currency.exponent) { most, number in
            max(most, number.text().split(separator: ".").dropFirst().first?.utf8.count ?? 0)
        }
    }

    /// Rounded to minor units, as a bill would have it.
    static func total(_ number: ExactNumber, _ currency: Currency) -> SafeText {
        price(number, decimals: currency.exponent)
    }

    /// With its sign, for changes.
    static func change(_ number: ExactNumber, decimals: Int) -> SafeText {
        let text = price(number, decimals: decimals)
        return number > .zero ? "+\(text)" : text
    }

    static func words(_ basis: PriceBasis?) -> SafeText {
        switch basis {
        case .gross?: "incl. VAT"
        case .net?: "excl. VAT"
        case nil: "VAT not the same for all"
        }
    }

    /// `10`, `16.67`: without zeros at the end.
    static func number(_ number: ExactNumber, decimals: Int = 4) -> SafeText {
        SafeText(storage: .ascii(number.text(decimals: decimals)))
    }
}
