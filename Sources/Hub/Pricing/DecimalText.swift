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
        return text(
            negative: number.numerator < 0, whole: whole, fraction: UInt64(fraction), places: 8, least: least)
    }

    /// A quantity, rounded half away from zero to four decimals.
    static func quantity(_ number: ExactNumber) -> String {
        guard let value = number.rounded(decimals: 4) else { return amount(number) }
        return price(Decimal4(tenThousandths: value))
    }

    static func price(_ price: Decimal4) -> String {
        let (whole, rest) = price.tenThousandths.magnitude.quotientAndRemainder(dividingBy: 10_000)
        return text(negative: price.tenThousandths < 0, whole: UInt128(whole), fraction: rest, places: 4, least: 0)
    }

    private static func text(negative: Bool, whole: UInt128, fraction: UInt64, places: Int, least: Int) -> String {
        var (fraction, places) = (fraction, places)
        while places > least, fraction % 10 == 0 {
            fraction /= 10
            places -= 1
        }
        // Written from the end: at most 39 digits, a point, 8 digits and a sign.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 56) { buffer in
            var start = buffer.count
            func put(_ byte: UInt8) {
                start -= 1
                buffer[start] = byte
            }
            let isZero = whole == 0 && fraction == 0
            for _ in 0..<places {
                put(0x30 + UInt8(fraction % 10))
                fraction /= 10
            }
            if places > 0 { put(UInt8(ascii: ".")) }
            // Few wholes need more than 64 bits, and dividing those is much slower.
            var wide = whole
            while wide > UInt128(UInt64.max) {
                put(0x30 + UInt8(wide % 10))
                wide /= 10
            }
            var narrow = UInt64(wide)
            repeat {
                put(0x30 + UInt8(narrow % 10))
                narrow /= 10
            } while narrow > 0
            if negative, !isZero { put(UInt8(ascii: "-")) }
            return String(decoding: UnsafeBufferPointer(rebasing: buffer[start...]), as: UTF8.self)
        }
    }
}
