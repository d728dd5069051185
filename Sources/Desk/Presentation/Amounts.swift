import Roaming

extension SafeText {
    /// `41,220.14 EUR`; minor units as they are when the currency is not one of ISO 4217.
    static func money(_ minorUnits: Int64, _ currency: String) -> SafeText {
        "\(amount(minorUnits, currency)) \(untrusted: currency)"
    }

    /// The same without the currency, for columns that have it beside them.
    static func amount(_ minorUnits: Int64, _ currency: String) -> SafeText {
        guard let known = Currency(currency) else { return "\(grouped(minorUnits)) minor units" }
        let text = Money(minorUnits: minorUnits, currency: known).amountText
        let parts = text.split(separator: ".", maxSplits: 1)
        let negative = text.hasPrefix("-")
        let whole = negative ? parts[0].dropFirst() : parts[0]
        let fraction = parts.count > 1 ? "." + parts[1] : ""
        return SafeText(storage: .ascii((negative ? "-" : "") + thousands(whole) + fraction))
    }

    /// What a person types to confirm an amount: no grouping, the currency's decimals.
    static func typedAmount(_ minorUnits: Int64, _ currency: String) -> String {
        Currency(currency).map { Money(minorUnits: minorUnits, currency: $0).amountText } ?? String(minorUnits)
    }

    /// With a sign, for changes: `+1.13`.
    static func signed(_ minorUnits: Int64, _ currency: String) -> SafeText {
        minorUnits > 0 ? "+\(amount(minorUnits, currency))" : amount(minorUnits, currency)
    }

    /// `4,812`
    static func grouped(_ number: some BinaryInteger) -> SafeText {
        let text = String(number)
        let negative = text.hasPrefix("-")
        return SafeText(storage: .ascii((negative ? "-" : "") + thousands(negative ? text.dropFirst() : text[...])))
    }

    private static func thousands(_ digits: Substring) -> String {
        if digits.utf8.count <= 3 { return String(digits) }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result
    }

    /// `18.42` from kWh with four places, rounded half up.
    static func kwh(_ energy: Decimal4) -> SafeText {
        let hundredths = (energy.tenThousandths + (energy.tenThousandths < 0 ? -50 : 50)) / 100
        let rest = abs(hundredths % 100)
        let sign = hundredths < 0 && hundredths > -100 ? "-" : ""
        return SafeText(storage: .ascii("\(sign)\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"))
    }

    /// `48.9` from watts.
    static func kilowatts(_ watts: Int) -> SafeText {
        let tenths = (watts + 50) / 100
        return SafeText(storage: .ascii("\(tenths / 10).\(tenths % 10)"))
    }

    /// `41.3 MW` or `11.0 kW`, for sums.
    static func power(_ watts: Int) -> SafeText {
        watts >= 1_000_000 ? "\(kilowatts(watts / 1000)) MW" : "\(kilowatts(watts)) kW"
    }

    /// `84 ms`, `4.1 s`
    static func latency(_ milliseconds: Int) -> SafeText {
        milliseconds < 1000
            ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }

    /// `2.50 %` from basis points.
    static func percent(basisPoints: Int) -> SafeText {
        let rest = abs(basisPoints % 100)
        return SafeText(storage: .ascii("\(basisPoints / 100).\(rest < 10 ? "0" : "")\(rest) %"))
    }

    static func count(_ number: Int, _ one: SafeText, _ many: SafeText) -> SafeText {
        "\(grouped(number)) \(number == 1 ? one : many)"
    }
}
