import OCPI
import Roaming

/// A running session: what the meter and the clock have counted, in steps of 36 seconds.
struct Charge: Hashable, Sendable {
    /// A closed stretch of charging or standing.
    struct Period: Hashable, Sendable {
        let start: Timestamp
        let steps: Int
        let wh: Int
        let isParking: Bool
        /// As they were when it began; it ends where they change.
        let prices: PriceList.Prices
    }

    let id: String
    let token: V221.CDRToken
    let authMethod: V221.AuthMethod
    let authorizationReference: String?
    let start: Timestamp
    let curve: ChargingCurve
    let prices: PriceList
    /// What the CPO takes for local time.
    let clock: ZoneRules
    /// The driver comes back after so many steps, full or not.
    let stayForSteps: Int
    private(set) var steps = 0
    private(set) var wh = 0
    private(set) var periods: [Period] = []
    private var open: Period?
    /// Updates sent so far.
    var updates = 0

    init(
        id: String, token: V221.CDRToken, authMethod: V221.AuthMethod, authorizationReference: String?,
        start: Timestamp, curve: ChargingCurve, prices: PriceList, clock: ZoneRules, stayForSteps: Int
    ) {
        self.id = id
        self.token = token
        self.authMethod = authMethod
        self.authorizationReference = authorizationReference
        self.start = start
        self.curve = curve
        self.prices = prices
        self.clock = clock
        self.stayForSteps = stayForSteps
    }

    var now: Timestamp { start + .seconds(steps * ChargingCurve.stepSeconds) }

    var isOver: Bool { steps >= stayForSteps }

    /// One step of charging, or of standing when the car takes nothing.
    mutating func step() {
        var energy = curve.stepWh(afterWh: wh)
        // The step ends where the next block of energy begins: a car may take a little less.
        if let tier = prices.nextTier(afterWh: wh) { energy = min(energy, tier - wh) }
        let isParking = energy == 0
        let asked = prices.prices(
            at: PriceList.Moment(
                local: clock.local(now), wh: wh, seconds: steps * ChargingCurve.stepSeconds, watts: energy * 100))
        if let current = open, current.isParking != isParking || current.prices != asked { closePeriod() }
        let current = open ?? Period(start: now, steps: 0, wh: 0, isParking: isParking, prices: asked)
        open = Period(
            start: current.start, steps: current.steps + 1, wh: current.wh + energy, isParking: isParking,
            prices: current.prices)
        steps += 1
        wh += energy
    }

    /// Ends the period that runs, so that it can be given out.
    mutating func closePeriod() {
        if let current = open { periods.append(current) }
        open = nil
    }

    var chargingSteps: Int { periods.filter { !$0.isParking }.reduce(0) { $0 + $1.steps } }
    var parkingSteps: Int { periods.filter(\.isParking).reduce(0) { $0 + $1.steps } }
}

extension Charge.Period {
    func charging(under tariff: V221.Tariff) -> V221.ChargingPeriod {
        var dimensions: [V221.CDRDimension] = []
        if wh > 0 { dimensions.append(.init(type: .energy, volume: .kilowattHours(wh))) }
        dimensions.append(.init(type: isParking ? .parkingTime : .time, volume: .hours(steps: steps)))
        return V221.ChargingPeriod(start: start, dimensions: dimensions, tariffID: tariff.id)
    }
}

extension Quantity {
    /// Exact: a watt-hour is a thousandth of a kilowatt-hour.
    static func kilowattHours(_ wh: Int) -> Quantity { Quantity(Decimal4(tenThousandths: Int64(wh) * 10)) }

    /// Exact: a step is a hundredth of an hour.
    static func hours(steps: Int) -> Quantity { Quantity(Decimal4(tenThousandths: Int64(steps) * 100)) }
}
