extension RatingRun {
    /// Sums the segments up, applies the limits of a tariff, and makes lines of them.
    @inline(__always)
    mutating func sum(limits standard: Int) throws(RatingObstacle) -> RatedCharge {
        var sum = CostSum(taxDivisor: tables.includesTax ? try taxDivisor() : 1)
        for index in 0..<count {
            let segment = segments[index]
            let component = tables.components[Int(segment.component)]
            if component.step < 0 {
                throw .negativeStep(
                    tariff: tables.tariffIDs[Int(component.tariff)], element: Int(component.element))
            }
            guard segment.raw.magnitude <= RatingLimits.billed, sum.add(segment.charge(component)) else {
                throw .tooLarge
            }
        }
        var total = sum.price
        var limit: PriceLimitApplied?
        if tables.limits[standard].isLimited { (total, limit) = try limited(total, standard) }
        if (total.net?.numerator ?? 0) < 0 || (total.gross?.numerator ?? 0) < 0 { notes.append(.negativeTotal) }
        return RatedCharge(
            lines: lines(), total: total, limit: limit, notes: notes, givenTariffIDs: tables.tariffIDs)
    }

    @inline(never)
    private func limited(
        _ total: ExactPrice, _ tariff: Int
    ) throws(RatingObstacle) -> (ExactPrice, PriceLimitApplied?) {
        if tables.deviations.has(.limitIgnored) { return (total, nil) }
        do {
            return try tables.limits[tariff].apply(to: total, netOnly: tables.deviations.has(.limitNetOnly))
        } catch {
            throw .tooLarge
        }
    }

    @inline(never)
    private func taxDivisor() throws(RatingObstacle) -> Int128 {
        var divisor: Int128 = 1
        for index in 0..<count {
            let component = tables.components[Int(segments[index].component)]
            guard component.tax == .included, component.hasVAT else { continue }
            guard let common = CostSum.common(divisor, CostSum.divisor(ofVAT: Int64(component.vat))) else {
                throw .tooLarge
            }
            divisor = common
        }
        return divisor
    }

    /// The lines by family, each family in order of time.
    private func lines() -> [RatedLine] {
        Array(unsafeUninitializedCapacity: count) { buffer, made in
            var family: UInt8 = 0
            while made < count {
                for index in 0..<count where segments[index].family.rawValue == family {
                    let component = tables.components[Int(segments[index].component)]
                    (buffer.baseAddress! + made).initialize(to: RatedLine(segments[index], component))
                    made += 1
                }
                family += 1
            }
        }
    }
}

extension PlanSegment {
    @inline(__always)
    func charge(_ component: PlanComponent) -> LineCharge {
        LineCharge(
            amount: Int128(component.price &* PlanComponent.scale(family)) &* Int128(raw), tax: component.tax,
            missingVAT: component.missingVAT, hasVAT: component.hasVAT, vat: Int64(component.vat))
    }
}
