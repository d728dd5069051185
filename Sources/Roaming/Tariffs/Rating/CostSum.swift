/// A line's amount before tax is told apart: price × quantity in units of 1/(9 × 10^8) of the currency.
///
/// A price is whole in ten-thousandths, a quantity in ten-thousandths of a kWh or 90,000ths of an hour, so this is exact.
struct LineCharge {
    /// At most 9 × 10^26, by the bounds on prices and quantities.
    let amount: Int128
    let tax: TaxTreatment
    let missingVAT: MissingVAT
    let hasVAT: Bool
    /// Ten-thousandths of a percent.
    let vat: Int64
}

/// A sum of lines without and with tax, in one fixed scale, so that adding needs no fractions.
///
/// VAT in ten-thousandths of a percent makes the unit 1/(9 × 10^14). Where tax is included, dividing it out needs the
/// divisors of the VAT rates that occur as well.
struct CostSum {
    private var net: Int128 = 0
    private var gross: Int128 = 0
    private var netIsKnown = true
    private var grossIsKnown = true
    private let taxDivisor: Int128
    static let scale: Int128 = 900_000_000_000_000
    private static let percent: Int128 = 1_000_000

    init(taxDivisor: Int128) {
        self.taxDivisor = taxDivisor
    }

    /// The sum of lines of a rated charge, which was in range when the charge was rated.
    init(of lines: some Collection<RatedLine>) {
        var divisor: Int128 = 1
        for line in lines {
            let charge = line.charge
            guard charge.tax == .included, charge.hasVAT else { continue }
            divisor = CostSum.common(divisor, CostSum.divisor(ofVAT: charge.vat)) ?? divisor
        }
        self.init(taxDivisor: divisor)
        for line in lines { _ = add(line.charge) }
    }

    /// What amounts must be multiples of to divide a VAT rate out of them.
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

    /// Adds a line; false when the sum leaves the range.
    @inline(__always)
    mutating func add(_ line: LineCharge) -> Bool {
        var (net, gross) = (line.amount &* Self.percent, line.amount &* Self.percent)
        switch line.tax {
        case .notApplicable: break
        case .excluded:
            if line.hasVAT {
                gross = line.amount &* Int128(1_000_000 + line.vat)
            } else if line.missingVAT == .unknown, line.amount != 0 {
                grossIsKnown = false
            }
        case .included:
            if !line.hasVAT, line.amount != 0 { netIsKnown = false }
        }
        if taxDivisor != 1 {
            let scaledNet = net.multipliedReportingOverflow(by: taxDivisor)
            let scaledGross = gross.multipliedReportingOverflow(by: taxDivisor)
            guard !scaledNet.overflow, !scaledGross.overflow else { return false }
            (net, gross) = (scaledNet.partialValue, scaledGross.partialValue)
            if line.tax == .included, line.hasVAT {
                // × 10^6 / (10^6 + vat), in lowest terms: the denominator divides the scale.
                let below = Self.divisor(ofVAT: line.vat)
                let above = below * Self.percent / Int128(1_000_000 + line.vat)
                let divided = (net / below).multipliedReportingOverflow(by: above)
                guard !divided.overflow else { return false }
                net = divided.partialValue
            }
        }
        let nets = self.net.addingReportingOverflow(net)
        let grosses = self.gross.addingReportingOverflow(gross)
        (self.net, self.gross) = (nets.partialValue, grosses.partialValue)
        return !nets.overflow && !grosses.overflow
    }

    var price: ExactPrice {
        let denominator = Self.scale * taxDivisor
        return ExactPrice(
            net: netIsKnown ? ExactNumber(scaled: net, over: denominator) : nil,
            gross: grossIsKnown ? ExactNumber(scaled: gross, over: denominator) : nil)
    }
}
