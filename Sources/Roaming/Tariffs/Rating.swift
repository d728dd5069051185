/// Prices a session with its tariffs, in exact numbers.
///
/// Per period and dimension the first element that applies sets the price; a flat fee is charged once; quantities are
/// rounded up to the step size once per session; the tariff's minimum and maximum price bound the total.
/// Source: OCPI 2.2.1, modules tariffs and cdrs (step_size).
public enum Rating {
    /// - Parameter tariffs: those of the CDR, or the CPO's published ones when it has none; the first that is valid at
    ///   the start of the session prices every period that names no tariff.
    public static func rate(_ detail: ChargeDetail, tariffs: [Tariff]) -> RatingOutcome {
        do {
            var session = RatingSession(detail: detail, tariffs: tariffs)
            return .rated(try session.rate())
        } catch {
            return .cannotRate(error)
        }
    }
}

/// One run of the engine: collects segments, then rounds them up to their steps and prices them.
struct RatingSession {
    let detail: ChargeDetail
    let tariffs: [Tariff]
    private var segments: [RatingSegment] = []
    private var notes: [RatingNote] = []
    private var tariffIDs: [String] = []
    private var hasFlat = false

    init(detail: ChargeDetail, tariffs: [Tariff]) {
        self.detail = detail
        self.tariffs = tariffs
    }

    mutating func rate() throws(RatingObstacle) -> RatedCharge {
        guard !detail.periods.isEmpty else { throw .noPeriods }
        guard !tariffs.isEmpty else { throw .noTariff }
        guard let standard = tariffs.first(where: { $0.isValid(at: detail.start) }) else {
            throw .noTariffValid(at: detail.start)
        }
        let sorted = detail.periods.enumerated().sorted {
            ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
        }
        if !zip(sorted, sorted.dropFirst()).allSatisfy({ $0.offset < $1.offset }) { notes.append(.periodsOutOfOrder) }
        let periods = sorted.map(\.element)
        let namesTariffs = periods.contains { $0.tariffID != nil }
        for (index, period) in periods.enumerated() {
            if namesTariffs, period.tariffID == nil { notes.append(.tariffIDMissing(period: index)) }
            let tariff = try self.tariff(of: period, index, standard)
            guard tariff.currency == detail.currency else {
                throw .currencyDiffers(tariff: tariff.id, tariff.currency, session: detail.currency)
            }
            try add(period, index, tariff)
        }
        StepSize.apply(to: &segments)
        return try priced(limits: standard)
    }

    private func tariff(of period: ChargePeriod, _ index: Int, _ standard: Tariff) throws(RatingObstacle) -> Tariff {
        guard let id = period.tariffID else { return standard }
        guard let named = tariffs.first(where: { $0.id.lowercased() == id.lowercased() }) else {
            throw .unknownTariff(id: id, period: index)
        }
        return named
    }

    private mutating func add(_ period: ChargePeriod, _ index: Int, _ tariff: Tariff) throws(RatingObstacle) {
        var isCharging = false
        for (volume, dimension) in Self.measured {
            guard let amount = period.total(of: volume), amount != 0 else { continue }
            guard amount.magnitude <= RatingLimits.volume else { throw .tooLarge }
            isCharging = true
            if amount < 0 {
                guard volume == .energy else { throw .negativeVolume(volume, period: index) }
                notes.append(.negativeEnergy(period: index))
            }
            guard let found = try TariffLookup.component(of: dimension, in: tariff) else {
                notes.append(.unpriced(volume, period: index))
                continue
            }
            segments.append(RatingSegment(dimension, period: index, raw: Int64(amount), tariff: tariff, found: found))
            use(tariff)
        }
        if let reserved = period.total(of: .reservationTime), reserved != 0 {
            guard !tariff.elements.contains(where: { $0.restrictions.reservation != nil }) else {
                throw .reservation(tariff: tariff.id)
            }
            notes.append(.unpriced(.reservationTime, period: index))
            if !isCharging { return }
        }
        if !hasFlat, let found = try TariffLookup.component(of: .flat, in: tariff) {
            hasFlat = true
            segments.append(RatingSegment(.flat, period: index, raw: 1, tariff: tariff, found: found))
            use(tariff)
        }
    }

    private mutating func use(_ tariff: Tariff) {
        if !tariffIDs.contains(tariff.id) { tariffIDs.append(tariff.id) }
    }

    private func priced(limits tariff: Tariff) throws(RatingObstacle) -> RatedCharge {
        var lines: [RatedLine] = []
        var parts: [TariffDimension: ExactPrice] = [:]
        var sum = ExactPrice.zero
        do {
            for dimension in [TariffDimension.energy, .time, .parkingTime, .flat] {
                for segment in segments where segment.dimension == dimension {
                    let cost = try segment.cost()
                    lines.append(segment.line(cost))
                    parts[dimension] = try (parts[dimension] ?? .zero).adding(cost)
                    sum = try sum.adding(cost)
                }
            }
            let bounded = try PriceLimits.apply(tariff.minimumPrice, tariff.maximumPrice, to: sum)
            return RatedCharge(
                lines: lines, parts: parts, total: bounded.total, totalBeforeLimit: sum, limit: bounded.applied,
                notes: notes, tariffIDs: tariffIDs)
        } catch let obstacle as RatingObstacle {
            throw obstacle
        } catch {
            throw .tooLarge
        }
    }

    private static let measured: [(VolumeDimension, TariffDimension)] = [
        (.energy, .energy), (.time, .time), (.parkingTime, .parkingTime),
    ]
}

/// Bounds on what a partner can make the engine multiply, in ten-thousandths: 100 GWh, 10 million hours or a price of
/// 100 million are no session.
enum RatingLimits {
    static let volume: UInt128 = 1_000_000_000_000
    static let price: UInt64 = 1_000_000_000_000
    static let vat: UInt64 = 10_000_000
}
