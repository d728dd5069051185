/// A point ahead at which going on costs otherwise than so far.
public struct NextCrossing: Hashable, Sendable {
    public enum Cause: Hashable, Sendable {
        /// The next block of step_size begins to be billed.
        case block
        /// The session's energy reaches another price.
        case energy
        /// The session's duration or the local time reaches another price.
        case time
    }

    public enum Point: Hashable, Sendable {
        /// kWh of the session.
        case energy(Decimal4)
        case instant(Timestamp)
    }

    public let dimension: TariffDimension
    public let cause: Cause
    public let at: Point
    /// What prices the dimension from there on; nil when it becomes free.
    public let becomes: ComponentPrice?
}

/// Looks ahead from the end of a session, in the state in which it ends, for a day at most.
struct CrossingSearch {
    let session: MeteredSession
    let charge: RatedCharge
    let tariff: Tariff
    let zone: ZoneRules
    let policy: RatingPolicy

    var all: [NextCrossing] {
        let last = session.samples[session.samples.count - 1]
        let power = session.lastState == .charging ? session.chargingPower : .zero
        let state = PriceState(
            energy: last.energy, duration: session.end - base, power: power,
            current: session.samples[session.samples.count - 2].current)
        switch session.lastState {
        case .reserved: return []
        case .charging:
            return block(.energy) + block(.time) + energyTier(state) + timeTier(.energy, state) + timeTier(.time, state)
        case .parking: return block(.parkingTime) + timeTier(.parkingTime, state)
        }
    }

    private var base: Timestamp { session.durationBase(policy) }

    private var prices: ComponentPrices { ComponentPrices(tariff, policy: policy) }

    private func block(_ family: ChargeFamily) -> [NextCrossing] {
        let lines = charge.lines.filter { $0.family == family }
        guard let last = lines.last else { return [] }
        let component = tariff.elements[last.element].components[last.component]
        // Without blocks, or where another family takes the rounding, every bit more is billed as it comes.
        guard component.stepSize > 1, family != .time || !charge.lines.contains(where: { $0.family == .parkingTime })
        else { return [] }
        let billed = lines.reduce(Int128(0)) { $0 + Int128($1.raw) }
        let becomes = prices.price(at: ComponentPlace(element: last.element, component: last.component))
        if family == .energy {
            let ahead = billed - consumed(.energy, in: lines)
            let at = Int128(session.samples[session.samples.count - 1].energy.tenThousandths) + ahead
            return [
                NextCrossing(
                    dimension: .energy, cause: .block, at: .energy(Decimal4(tenThousandths: Int64(clamping: at))),
                    becomes: becomes)
            ]
        }
        // Blocks are counted from whole seconds, of which 0.0001 h is 9/25; billed are 25ths.
        let seconds = (consumed(family == .time ? .time : .parkingTime, in: lines) * 18 + 25) / 50
        let ahead = billed * 40 - seconds * 1000
        return [
            NextCrossing(
                dimension: component.dimension, cause: .block,
                at: .instant(session.end + .milliseconds(Int64(clamping: max(ahead, 0)))), becomes: becomes)
        ]
    }

    /// What the lines' periods measured, before rounding up to blocks; ten-thousandths.
    private func consumed(_ dimension: VolumeDimension, in lines: [RatedLine]) -> Int128 {
        let periods = SessionSplitter(tariffs: [tariff], zone: zone, policy: policy).periods(of: session)
        return lines.reduce(Int128(0)) { $0 + (periods[$1.period].total(of: dimension) ?? 0) }
    }

    private func energyTier(_ state: PriceState) -> [NextCrossing] {
        let now = prices.price(of: .energy, at: state.moment(at: session.end), zone: zone)
        for threshold in SplitTariff(tariff, policy: policy).energies where threshold > state.energy.tenThousandths {
            var then = state
            then.energy = Decimal4(tenThousandths: threshold)
            let price = prices.price(of: .energy, at: then.moment(at: session.end), zone: zone)
            if price != now {
                return [NextCrossing(dimension: .energy, cause: .energy, at: .energy(then.energy), becomes: price)]
            }
        }
        return []
    }

    private func timeTier(_ dimension: TariffDimension, _ state: PriceState) -> [NextCrossing] {
        let horizon = session.end + .seconds(86_400)
        let durations = SplitTariff(tariff, policy: policy).durations.map { base + $0 }
        let instants = Set(
            durations.filter { session.end < $0 && $0 < horizon }
                + tariff.boundaries(from: session.end, to: horizon, zone: zone))
        let now = prices.price(of: dimension, at: state.moment(at: session.end), zone: zone)
        for instant in instants.sorted() {
            var then = state
            then.duration = instant - base
            let price = prices.price(of: dimension, at: then.moment(at: instant), zone: zone)
            if price != now {
                return [NextCrossing(dimension: dimension, cause: .time, at: .instant(instant), becomes: price)]
            }
        }
        return []
    }
}
