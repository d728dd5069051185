import Roaming

/// Exact numbers as decimal texts.
enum DecimalText {
    /// An amount, cut off after eight decimals and not rounded: whoever rounds it to fewer gets what the exact number gives.
    ///
    /// - Parameter least: how many decimals to write even if they are zero.
    static func amount(_ number: ExactNumber, least: Int = 0) -> String {
        let below = number.denominator.magnitude
        let (whole, rest) = number.numerator.magnitude.quotientAndRemainder(dividingBy: below)
        // A remainder near 2^127 has no room for eight more digits; its last bits are below them.
        let (scaled, overflow) = rest.multipliedReportingOverflow(by: 100_000_000)
        let fraction = overflow ? rest / (below / 100_000_000) : scaled / below
        return text(negative: number.numerator < 0, whole: whole, fraction: UInt64(fraction), places: 8, least: least)
    }

    /// A quantity, rounded half away from zero to four decimals.
    static func quantity(_ number: ExactNumber) -> String { number.text(decimals: 4) }

    private static func text(negative: Bool, whole: UInt128, fraction: UInt64, places: Int, least: Int) -> String {
        var (fraction, places) = (fraction, places)
        while places > least, fraction % 10 == 0 {
            fraction /= 10
            places -= 1
        }
        let sign = negative && (whole != 0 || fraction != 0) ? "-" : ""
        guard places > 0 else { return sign + String(whole) }
        let digits = String(fraction)
        return sign + String(whole) + "." + String(repeating: "0", count: places - digits.utf8.count) + digits
    }
}
