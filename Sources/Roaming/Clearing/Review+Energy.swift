extension Review {
    mutating func checkEnergy() {
        checkTotalEnergy()
        let energy = Int128(detail.claim.energy.tenThousandths)
        let milliseconds = Int128(max(0, (detail.end - detail.start).wholeMilliseconds))
        // kWh × 10^4 against kW × ms: one hour has 3.6 × 10^6 ms; a tenth of a kWh is allowed for rounded times.
        let possible = Int128(policy.maximumPower) * milliseconds / 360 + 1000
        if energy > possible {
            let plausible = energy / 1000 <= possible
            fail(
                .energyUnit,
                "\(detail.claim.energy.text) kWh in \(ExactNumber(Int64(clamping: milliseconds), over: 3_600_000).text()) h "
                    + "is more than \(policy.maximumPower) kW"
                    + (plausible ? ": it looks like watt-hours, a factor of 1000" : ""))
        } else {
            ok(.energyUnit, "the energy is possible in the time")
        }
        if detail.claim.energy == .zero && detail.claim.total.excludingVAT > .zero {
            fail(.zeroEnergy, "no energy was delivered and \(detail.claim.total.excludingVAT.text) is claimed")
        }
    }

    private mutating func checkTotalEnergy() {
        let claimed = ExactNumber(detail.claim.energy)
        let sum = detail.sum(of: .energy)
        let difference = Int128(detail.claim.energy.tenThousandths) - Int128(sum.rounded(decimals: 4) ?? .max)
        if !detail.periods.contains(where: { $0.volumes.contains { $0.dimension == .energy } }) {
            if claimed == .zero {
                ok(.totalEnergy, "no energy is claimed and none is in the periods")
            } else {
                warn(.totalEnergy, "total_energy is \(claimed.text()) kWh and no period has ENERGY")
            }
        } else if difference.magnitude <= 10 {
            ok(.totalEnergy, "total_energy is the sum of the periods, \(sum.text()) kWh")
        } else if detail.claim.energy.tenThousandths.magnitude / 1000 == sum.magnitude.rounded(decimals: 4)?.magnitude {
            fail(
                .totalEnergy,
                "total_energy is \(claimed.text()), the periods sum to \(sum.text()) kWh: exactly a factor of 1000")
        } else {
            fail(.totalEnergy, "total_energy is \(claimed.text()) kWh, the periods sum to \(sum.text()) kWh")
        }
    }

    mutating func checkNegative() {
        let claim = detail.claim
        let amounts: [(String, Decimal4?)] = [
            ("total_cost", claim.total.excludingVAT), ("total_cost with VAT", claim.total.includingVAT),
            ("total_fixed_cost", claim.fixed?.excludingVAT), ("total_energy_cost", claim.energyCost?.excludingVAT),
            ("total_time_cost", claim.timeCost?.excludingVAT),
            ("total_parking_cost", claim.parkingCost?.excludingVAT),
            ("total_reservation_cost", claim.reservationCost?.excludingVAT), ("total_energy", claim.energy),
            ("total_time", claim.time), ("total_parking_time", claim.parkingTime),
        ]
        let negative = amounts.filter { $0.1.map { $0 < .zero } ?? false }.map { "\($0.0) is \($0.1?.text ?? "")" }
        if negative.isEmpty {
            ok(.negative, "no amount is below zero")
        } else {
            fail(.negative, "only a credit CDR has amounts below zero: \(negative.joined(separator: ", "))")
        }
    }
}
