extension RatingRun {
    /// Sums the lines up, applies the limits of a tariff, and takes everything out of the scratch memory.
    mutating func sum(limits standard: Int) throws(RatingObstacle) -> RatedCharge {
        var divisor: Int128 = 1
        for index in 0..<lineCount {
            let line = lines[index]
            if line.stepUnits < 0 {
                throw .negativeStep(tariff: plan.tariffIDs[line.tariff], element: line.element)
            }
            if line.tax == .included, line.hasVAT {
                guard let common = FamilySums.common(divisor, FamilySums.divisor(ofVAT: line.vatUnits)) else {
                    throw .tooLarge
                }
                divisor = common
            }
        }
        var sums = FamilySums(taxDivisor: divisor)
        for index in 0..<lineCount {
            guard lines[index].raw.magnitude <= RatingLimits.billed, sums.add(lines[index]) else { throw .tooLarge }
        }
        let before = sums.total
        var (total, limit) = (before, PriceLimitApplied?.none)
        let tariff = plan.limits[standard]
        if tariff.isLimited, !plan.deviations.has(.limitIgnored) {
            do {
                (total, limit) = try PriceLimits.apply(
                    tariff.minimum, tariff.maximum, to: before, netOnly: plan.deviations.has(.limitNetOnly))
            } catch {
                throw .tooLarge
            }
        }
        if (total.net?.numerator ?? 0) < 0 || (total.gross?.numerator ?? 0) < 0 { notes.append(.negativeTotal) }
        return RatedCharge(
            lines: inOrder(), total: total, limit: limit, notes: notes, givenTariffIDs: plan.tariffIDs, sums: sums)
    }

    /// The lines by family, each family in order of time.
    private func inOrder() -> [RatedLine] {
        Array(unsafeUninitializedCapacity: lineCount) { buffer, count in
            var family: UInt8 = 0
            while count < lineCount {
                for index in 0..<lineCount where lines[index].family.rawValue == family {
                    (buffer.baseAddress! + count).initialize(to: lines[index])
                    count += 1
                }
                family += 1
            }
        }
    }
}
