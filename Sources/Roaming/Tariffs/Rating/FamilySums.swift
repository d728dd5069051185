/// Sums of billed lines by published total, in one fixed scale, so that adding needs no fractions.
///
/// A line's amount is price × quantity: ten-thousandths of the currency times ten-thousandths of a kWh or 90,000ths of an
/// hour, both whole in units of 1/(9 × 10^8). VAT in ten-thousandths of a percent makes it 1/(9 × 10^14). Where tax is
/// included, dividing it out needs the divisors of the VAT rates that occur as well.
struct FamilySums: Hashable, Sendable {
    /// The totals OCPI publishes.
    enum Part: Int, CaseIterable, Sendable { case energy, time, parking, fixed, reservation }

    private struct Sum: Hashable, Sendable {
        var net: Int128 = 0
        var gross: Int128 = 0
        var isUsed = false
        var netIsKnown = true
        var grossIsKnown = true

        mutating func add(_ other: Sum) {
            net &+= other.net
            gross &+= other.gross
            netIsKnown = netIsKnown && other.netIsKnown
            grossIsKnown = grossIsKnown && other.grossIsKnown
        }
    }

    private var energy = Sum()
    private var time = Sum()
    private var parking = Sum()
    private var fixed = Sum()
    private var reservation = Sum()
    private let taxDivisor: Int128
    private static let scale: Int128 = 900_000_000_000_000
    private static let percent: Int128 = 1_000_000

    init(taxDivisor: Int128) {
        self.taxDivisor = taxDivisor
    }

    /// What amounts must be multiples of to divide a VAT rate, in ten-thousandths of a percent, out of them.
    /// - Precondition: the rate is above -100 percent.
    static func divisor(ofVAT rate: Int64) -> Int128 {
        let whole = 1_000_000 + rate
        return Int128(whole / greatestCommonDivisor(whole, 1_000_000))
    }

    /// Nil beyond 2^62: tariffs with that many different VAT rates do not exist.
    static func common(_ left: Int128, _ right: Int128) -> Int128? {
        let divisor = greatestCommonDivisor(Int64(left), Int64(right))
        let product = left / Int128(divisor) * right
        return product < 1 << 62 ? product : nil
    }

    private static func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }

    /// Adds a line; false when a sum leaves the range.
    @inline(__always)
    mutating func add(_ line: RatedLine) -> Bool {
        switch line.family {
        case .energy: Self.add(line, 9, taxDivisor, to: &energy)
        case .time, .sessionTime: Self.add(line, 1, taxDivisor, to: &time)
        case .parkingTime: Self.add(line, 1, taxDivisor, to: &parking)
        case .flat: Self.add(line, 90_000, taxDivisor, to: &fixed)
        case .reservation: Self.add(line, 1, taxDivisor, to: &reservation)
        case .reservationFlat: Self.add(line, 90_000, taxDivisor, to: &reservation)
        }
    }

    @inline(__always)
    private static func add(_ line: RatedLine, _ factor: Int64, _ taxDivisor: Int128, to sum: inout Sum) -> Bool {
        // Volumes and prices are at most 10^12, so this is at most 9 × 10^24; with VAT of at most 1,000 percent, 10^32.
        let amount = Int128(line.priceUnits) &* Int128(line.raw) &* Int128(factor)
        var (net, gross) = (amount &* percent, amount &* percent)
        sum.isUsed = true
        switch line.tax {
        case .notApplicable: break
        case .excluded:
            if line.hasVAT {
                gross = amount &* Int128(1_000_000 + line.vatUnits)
            } else if line.missingVAT == .unknown, amount != 0 {
                sum.grossIsKnown = false
            }
        case .included:
            if !line.hasVAT, amount != 0 { sum.netIsKnown = false }
        }
        if taxDivisor != 1 {
            let scaledNet = net.multipliedReportingOverflow(by: taxDivisor)
            let scaledGross = gross.multipliedReportingOverflow(by: taxDivisor)
            guard !scaledNet.overflow, !scaledGross.overflow else { return false }
            (net, gross) = (scaledNet.partialValue, scaledGross.partialValue)
            if line.tax == .included, line.hasVAT {
                // net × 10^6 / (10^6 + vat), in lowest terms: the denominator divides the scale.
                let below = divisor(ofVAT: line.vatUnits)
                let above = below * percent / Int128(1_000_000 + line.vatUnits)
                let divided = (net / below).multipliedReportingOverflow(by: above)
                guard !divided.overflow else { return false }
                net = divided.partialValue
            }
        }
        let nets = sum.net.addingReportingOverflow(net)
        let grosses = sum.gross.addingReportingOverflow(gross)
        (sum.net, sum.gross) = (nets.partialValue, grosses.partialValue)
        // Three bits of room, so that the five sums can be added.
        return !nets.overflow && !grosses.overflow
            && (nets.partialValue.magnitude | grosses.partialValue.magnitude) >> 124 == 0
    }

    private var denominator: Int128 { Self.scale * taxDivisor }

    func price(_ part: Part) -> ExactPrice? {
        let sum =
            switch part {
            case .energy: energy
            case .time: time
            case .parking: parking
            case .fixed: fixed
            case .reservation: reservation
            }
        return sum.isUsed ? price(sum) : nil
    }

    /// The sum of all parts.
    var total: ExactPrice {
        var all = Sum()
        all.add(energy)
        all.add(time)
        all.add(parking)
        all.add(fixed)
        all.add(reservation)
        return price(all)
    }

    private func price(_ sum: Sum) -> ExactPrice {
        ExactPrice(
            net: sum.netIsKnown ? ExactNumber(scaled: sum.net, over: denominator) : nil,
            gross: sum.grossIsKnown ? ExactNumber(scaled: sum.gross, over: denominator) : nil)
    }
}
