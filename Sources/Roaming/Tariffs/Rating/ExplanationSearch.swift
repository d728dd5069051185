/// Deviations under which the tariff gives what a CPO claims.
public struct Explanation: Hashable, Sendable, CustomStringConvertible {
    /// One, or two that only explain the claim together.
    public let deviations: [Deviation]
    /// Whether every claimed cost is reproduced, and not the total alone.
    public let isComplete: Bool
    /// The total that the deviation gives.
    public let total: ExactPrice

    public var description: String { deviations.map(\.explanation).joined(separator: "; and ") }
}

/// Rates a CDR under each named deviation, and under pairs where no single one will do, and keeps those that reproduce
/// the claimed total to the minor unit.
///
/// The outcome is a likely cause, not a proof: several deviations can give one figure. Cost: about twenty ratings, or two
/// hundred where pairs are tried.
public enum ExplanationSearch {
    /// - Parameter otherVersions: other versions of the tariffs, each list to be tried in their place.
    /// - Returns: complete ones first, then in the order of `Deviation`; empty when the claim agrees or nothing explains it.
    public static func find(
        _ detail: ChargeDetail, tariffs: [Tariff], zone: ZoneRules?, policy: RatingPolicy = .hub1,
        otherVersions: [[Tariff]] = []
    ) -> [Explanation] {
        guard !detail.isCredit, let charge = Rating.rate(detail, tariffs: tariffs, zone: zone, policy: policy).charge,
            !Comparison(of: detail, with: charge).agrees
        else { return [] }
        let search = Trial(
            detail: detail, tariffs: tariffs, zone: zone, policy: policy, otherVersions: otherVersions, charge: charge)
        var found = Deviation.allCases.compactMap { search.explanation([$0]) }
        if found.isEmpty {
            let all = Deviation.allCases
            for (position, first) in all.enumerated() {
                found += all[(position + 1)...].compactMap { search.explanation([first, $0]) }
            }
        }
        return found.filter(\.isComplete) + found.filter { !$0.isComplete }
    }
}

/// One CDR that is rated again and again.
private struct Trial {
    let detail: ChargeDetail
    let tariffs: [Tariff]
    let zone: ZoneRules?
    let policy: RatingPolicy
    let otherVersions: [[Tariff]]
    /// As the hub reads it.
    let charge: RatedCharge

    func explanation(_ deviations: [Deviation]) -> Explanation? {
        for zone in zones(deviations) {
            for tariffs in deviations.contains(.otherVersion) ? versions : [tariffs] {
                let plan = RatingPlan(tariffs: tariffs, policy: policy, deviations: DeviationSet(deviations))
                guard let charge = plan.rate(detail, zone: zone).charge else { continue }
                if let found = explanation(deviations, Figures(charge, deviations, detail.currency)) { return found }
            }
        }
        return nil
    }

    /// The other versions there are, and where the tariffs given hold several of one, each of these by itself; whenever
    /// they were valid, since a CPO that takes the wrong one does not ask.
    private var versions: [[Tariff]] {
        let ids = tariffs.map { $0.id.lowercased() }
        let own = tariffs.indices.filter { index in ids.filter { $0 == ids[index] }.count > 1 }
        return (otherVersions + own.map { [tariffs[$0]] }).map { list in
            list.map { tariff in
                var tariff = tariff
                (tariff.validFrom, tariff.validTo) = (nil, nil)
                return tariff
            }
        }
    }

    private func zones(_ deviations: [Deviation]) -> [ZoneRules?] {
        guard let zone else { return deviations.contains(.utc) || deviations.contains(.wrongOffset) ? [] : [nil] }
        if deviations.contains(.utc) { return deviations.contains(.wrongOffset) ? [] : [.utc] }
        guard deviations.contains(.wrongOffset) else { return [zone] }
        let own = zone.offset(at: detail.start)
        return [own - 3600, own + 3600].filter { abs($0) < 86_400 }.map { .fixed($0, name: zone.name) }
    }

    private func explanation(_ deviations: [Deviation], _ figures: Figures) -> Explanation? {
        let claim = detail.claim
        guard figures.total.tells(claim.total), figures.total.isAboutAs(claim.total, detail.currency) else {
            return nil
        }
        let parts: [(Price?, ExactPrice?)] = [
            (claim.energyCost, figures.energy), (claim.timeCost, figures.time), (claim.parkingCost, figures.parking),
            (claim.fixed, figures.fixed), (claim.reservationCost, figures.reservation),
        ]
        let isComplete = parts.allSatisfy { claimed, computed in
            claimed.map { (computed ?? .zero).isAboutAs($0, detail.currency) } ?? true
        }
        // A deviation that changes nothing explains nothing.
        if figures.isSame(as: Figures(charge, [], detail.currency)) { return nil }
        return Explanation(deviations: deviations, isComplete: isComplete, total: figures.total)
    }
}

/// The published figures of a charge under deviations that concern publishing: rounding, and VAT put on top twice.
private struct Figures {
    var total: ExactPrice
    var energy: ExactPrice?
    var time: ExactPrice?
    var parking: ExactPrice?
    var fixed: ExactPrice?
    var reservation: ExactPrice?

    init(_ charge: RatedCharge, _ deviations: [Deviation], _ currency: Currency) {
        total = charge.total
        energy = charge.energy
        time = charge.time
        parking = charge.parking
        fixed = charge.fixed
        reservation = charge.reservation
        if deviations.contains(.roundedPerPeriod) { roundLines(charge, currency) }
        if deviations.contains(.vatOnGross) { apply { $0.withVATTwice } }
        if deviations.contains(.truncated) { apply { $0.cut(currency) } }
    }

    func isSame(as other: Figures) -> Bool {
        total == other.total && energy == other.energy && time == other.time && parking == other.parking
            && fixed == other.fixed && reservation == other.reservation
    }

    private mutating func apply(_ change: (ExactPrice) -> ExactPrice) {
        total = change(total)
        energy = energy.map(change)
        time = time.map(change)
        parking = parking.map(change)
        fixed = fixed.map(change)
        reservation = reservation.map(change)
    }

    /// Every line is rounded, and the sums are those of the rounded lines.
    private mutating func roundLines(_ charge: RatedCharge, _ currency: Currency) {
        var sums: [ChargeFamily: ExactPrice] = [:]
        var all = ExactPrice.zero
        for line in charge.lines {
            let cost = line.cost.rounded(currency, .halfAwayFromZero)
            sums[line.family] = sums[line.family, default: .zero].plus(cost)
            all = all.plus(cost)
        }
        energy = sums[.energy]
        time = sums[.time] ?? sums[.sessionTime]
        parking = sums[.parkingTime]
        fixed = sums[.flat]
        if let reserved = sums[.reservation] ?? sums[.reservationFlat] {
            reservation = sums[.reservation] == nil ? reserved : reserved.plus(sums[.reservationFlat] ?? .zero)
        }
        if charge.limit == nil { total = all }
    }
}

extension ExactPrice {
    /// Whether an amount that is claimed is known here; a total that nothing is compared with explains nothing.
    fileprivate func tells(_ claim: Price) -> Bool { net != nil || (gross != nil && claim.includingVAT != nil) }

    /// Whether a claim is this amount to the minor unit, in each amount that both give.
    fileprivate func isAboutAs(_ claim: Price, _ currency: Currency) -> Bool {
        func isAbout(_ claimed: Decimal4, _ exact: ExactNumber?) -> Bool {
            guard let exact else { return true }
            // A claim of four decimals was rounded once already, and may be rounded otherwise the second time.
            return exact.rounded(decimals: 4) == claimed.tenThousandths
                || ExactNumber(claimed).money(in: currency) == exact.money(in: currency)
        }
        guard net != nil || gross != nil else { return false }
        return isAbout(claim.excludingVAT, net) && (claim.includingVAT.map { isAbout($0, gross) } ?? true)
    }

    fileprivate func rounded(_ currency: Currency, _ mode: PriceRounding.Mode) -> ExactPrice {
        func rounded(_ number: ExactNumber?) -> ExactNumber? {
            number.flatMap { $0.rounded(decimals: currency.exponent, mode: mode) }
                .map { ExactNumber($0, over: currency.minorUnitsPerMajor) }
        }
        return ExactPrice(net: rounded(net), gross: rounded(gross))
    }

    fileprivate func cut(_ currency: Currency) -> ExactPrice { rounded(currency, .towardZero) }

    /// The amount with tax as if it were without, and tax on top at the same average rate.
    fileprivate var withVATTwice: ExactPrice {
        guard let net, let gross, !net.isZero else { return self }
        return ExactPrice(net: gross, gross: try? gross.multiplied(by: gross).divided(by: net))
    }
}
