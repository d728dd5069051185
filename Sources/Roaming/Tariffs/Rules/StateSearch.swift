/// Goes through the states of a tariff in one phase and says which elements apply.
///
/// Elements are first sifted by date and weekday, so that a tariff with prices for every hour of many days stays cheap.
struct StateSearch {
    struct Found {
        /// Into the tariff's elements.
        let index: Int
        /// False for an element with a restriction that the hub does not know.
        let isCertain: Bool
    }

    private struct Candidate {
        let found: Found
        let bounds: PlanBounds
        /// Only what a date and a weekday decide.
        let calendar: PlanBounds
    }

    private let phase: TariffState.Phase
    private let candidates: [Candidate]
    private let axes: StateAxes

    init(
        _ tariff: Tariff, _ phase: TariffState.Phase, from first: Int64, to end: Int64?, policy: RatingPolicy
    ) {
        self.phase = phase
        let compiler = PlanCompiler(policy: policy, deviations: [])
        let order = StateSearch.order(tariff, phase)
        candidates = order.map { index in
            let all = tariff.elements[index].restrictions
            var known = all
            known.unknown = []
            known.reservation = nil
            let calendar = TariffRestrictions(
                startDate: all.startDate, endDate: all.endDate, weekdays: all.weekdays)
            return Candidate(
                found: Found(index: index, isCertain: all.unknown.isEmpty), bounds: compiler.bounds(of: known),
                calendar: compiler.bounds(of: calendar))
        }
        axes = StateAxes(order.map { tariff.elements[$0].restrictions }, from: first, to: end)
    }

    /// False when there are more states than element tests allowed.
    func isWithin(_ budget: Int) -> Bool { axes.count.map { $0 <= budget } ?? false }

    /// Visits every state with the elements that apply, in the order in which they set prices.
    /// - Returns: False when `budget`, which is used up by tests, was not enough.
    func run(_ budget: inout Int, _ visit: (TariffState, [Found]) -> Void) -> Bool {
        if candidates.isEmpty {
            // A phase without elements: reservations that cost nothing need no states.
            if phase == .session, let day = axes.days.first { visit(TariffState(phase: phase, day: day), []) }
            return true
        }
        for day in axes.days {
            var state = TariffState(phase: phase, day: day)
            budget -= candidates.count
            guard budget >= 0 else { return false }
            let moment = state.moment
            let today = candidates.filter { $0.calendar.hold(moment) }
            guard within(today, &state, &budget, visit) else { return false }
        }
        return true
    }

    private func within(
        _ today: [Candidate], _ state: inout TariffState, _ budget: inout Int,
        _ visit: (TariffState, [Found]) -> Void
    ) -> Bool {
        for minute in axes.minutes {
            state.minute = minute
            for energy in axes.energies {
                state.energy = energy
                for duration in axes.durations {
                    state.duration = duration
                    for power in axes.powers {
                        state.power = power
                        for current in axes.currents {
                            state.current = current
                            budget -= today.count + 1
                            guard budget >= 0 else { return false }
                            let moment = state.moment
                            visit(state, today.compactMap { $0.bounds.hold(moment) ? $0.found : nil })
                        }
                    }
                }
            }
        }
        return true
    }

    /// Elements in the order of their say. What a reservation that expired takes from the elements for the others is
    /// used by those already, so it tells nothing new.
    private static func order(_ tariff: Tariff, _ phase: TariffState.Phase) -> [Int] {
        let reservation: ReservationPhase? =
            switch phase {
            case .session: nil
            case .reserved: .reservation
            case .expired: .expired
            }
        return tariff.elements.indices.filter { tariff.elements[$0].restrictions.reservation == reservation }
    }
}
