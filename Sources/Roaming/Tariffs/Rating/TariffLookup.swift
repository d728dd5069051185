/// A moment of a session, as restrictions see it.
public struct PriceMoment: Hashable, Sendable {
    public var instant: Timestamp
    /// kWh so far.
    public var energy: Decimal4
    /// Since charging began.
    public var duration: Duration
    /// kW, lowest and highest; nil when not known, and then no element with a power restriction applies.
    public var power: ClosedRange<Decimal4>?
    /// Ampere, likewise.
    public var current: ClosedRange<Decimal4>?

    public init(
        instant: Timestamp, energy: Decimal4 = .zero, duration: Duration = .zero, power: ClosedRange<Decimal4>? = nil,
        current: ClosedRange<Decimal4>? = nil
    ) {
        self.instant = instant
        self.energy = energy
        self.duration = duration
        self.power = power
        self.current = current
    }
}

/// Where a tariff keeps the price of a dimension at a moment.
public struct ComponentPlace: Hashable, Sendable {
    public let element: Int
    public let component: Int

    public init(element: Int, component: Int) {
        self.element = element
        self.component = component
    }
}

/// Looks one tariff's prices up as rating does, one moment at a time; compiled once.
public struct TariffLookup: Sendable {
    private let plan: PlanTables
    private let bounds: [PlanBounds]

    public init(_ tariff: Tariff, policy: RatingPolicy = .hub1) {
        plan = PlanTables(tariffs: [tariff], policy: policy, deviations: [])
        bounds = plan.elements.map(\.bounds)
    }

    /// Whether any price depends on local time, so that a zone is needed.
    public var needsZone: Bool { plan.heads[0].usesClock }

    /// The component that prices a dimension at a moment; nil when it is free then. Elements with restrictions that this
    /// hub does not know never apply here.
    /// - Parameters:
    ///   - zone: nil is read as no local time known: elements that ask for it do not apply.
    ///   - reservation: nil for a session; else the reservation's elements, where for an expired one what it lacks falls
    ///     back to the other.
    public func place(
        of dimension: TariffDimension, at moment: PriceMoment, zone: ZoneRules?, reservation: ReservationPhase? = nil
    ) -> ComponentPlace? {
        let state = state(moment, zone)
        let bit = PlanDimension.bit(dimension)
        switch reservation {
        case nil: return find(bit, state, 0, zone)
        case .reservation?: return find(bit, state, 1, zone)
        case .expired?: return find(bit, state, 2, zone) ?? find(bit, state, 1, zone)
        }
    }

    /// Whether an element's restrictions hold at a moment, whatever other elements do.
    public func holds(_ element: Int, at moment: PriceMoment, zone: ZoneRules?) -> Bool {
        let own = bounds[element]
        return !own.isUnknown && (zone != nil || !own.hasClock) && own.hold(state(moment, zone))
    }

    private func find(_ bit: UInt8, _ state: PlanState, _ reservation: UInt8, _ zone: ZoneRules?) -> ComponentPlace? {
        for element in plan.elements
        where element.dimensions & bit != 0 && element.reservation == reservation && !element.bounds.isUnknown
            && (zone != nil || !element.bounds.hasClock) && element.bounds.hold(state)
        {
            let found = plan.components[Int(element.component(bit))]
            return ComponentPlace(element: Int(found.element), component: Int(found.index))
        }
        return nil
    }

    private func state(_ moment: PriceMoment, _ zone: ZoneRules?) -> PlanState {
        var state = PlanState()
        if let zone { state.setClock(localMilliseconds: zone.local(moment.instant).milliseconds) }
        state.energy = moment.energy.tenThousandths
        state.duration = moment.duration.wholeMilliseconds
        if let power = moment.power {
            state.hasPower = true
            (state.lowPower, state.highPower) = (power.lowerBound.tenThousandths, power.upperBound.tenThousandths)
        }
        if let current = moment.current {
            state.hasCurrent = true
            (state.lowCurrent, state.highCurrent) =
                (current.lowerBound.tenThousandths, current.upperBound.tenThousandths)
        }
        return state
    }
}

extension PlanDimension {
    static func bit(_ dimension: TariffDimension) -> UInt8 {
        switch dimension {
        case .energy: energy
        case .time: time
        case .parkingTime: parking
        case .sessionTime: session
        case .flat: flat
        }
    }
}
