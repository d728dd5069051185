/// The sessions along an axis of a break-even search.
struct BreakEvenRange {
    typealias Session = (measure: BreakEvenPoint.Measure, metered: MeteredSession)

    let plan: SessionPlan
    let zone: ZoneRules

    func sessions(along axis: BreakEven.Axis) throws(BreakEvenObstacle) -> [Session] {
        do {
            switch axis {
            case .energy: return try byEnergy()
            case .minutes: return try byMinutes()
            }
        } catch {
            throw .plan(error)
        }
    }

    private func byEnergy() throws(PlanObstacle) -> [Session] {
        var sessions: [Session] = []
        for tenth in Int64(1)...1000 {
            var other = plan
            other.energy = Decimal4(tenThousandths: tenth * 1000)
            if case .lasting(let duration) = plan.pace {
                guard plan.energy > .zero else { throw .noPower(other.energy) }
                let time =
                    Int128(duration.wholeMilliseconds) * Int128(other.energy.tenThousandths)
                    / Int128(plan.energy.tenThousandths)
                other.pace = .lasting(.milliseconds(Int64(clamping: max(time, 1))))
            }
            sessions.append((.energy(other.energy), try other.metered(in: zone)))
        }
        return sessions
    }

    private func byMinutes() throws(PlanObstacle) -> [Session] {
        var charging = plan
        charging.parked = .zero
        let whole = try charging.metered(in: zone)
        guard whole.lastState != .reserved else { throw .nothingPlanned }
        var sessions: [Session] = []
        for minute in 1...1440 {
            let moment = whole.chargingStart + .seconds(minute * 60)
            let session =
                moment < whole.end
                ? whole.ending(at: moment) : moment == whole.end ? whole : whole.parkedLonger(by: moment - whole.end)
            if let session { sessions.append((.minutes(minute), session)) }
        }
        return sessions
    }
}
