/// The components that apply to a period, as indices into the plan; -1 for none.
struct FoundComponents {
    var energy: Int32 = -1
    var time: Int32 = -1
    var parking: Int32 = -1
    var session: Int32 = -1
    var flat: Int32 = -1
}

extension RatingRun {
    /// For each wanted dimension the first element, in the tariff's order, whose restrictions hold and that prices it.
    @inline(__always)
    func lookUp(
        _ dimensions: UInt8, _ tariff: PlanTariff, _ state: PlanState, reservation: UInt8
    ) throws(RatingObstacle) -> FoundComponents {
        var found = FoundComponents()
        var wanted = dimensions
        var index = Int(tariff.firstElement)
        let end = Int(tariff.endElement)
        while index < end, wanted != 0 {
            let element = elements.baseAddress! + index
            index += 1
            let has = element.pointee.dimensions & wanted
            guard has != 0, element.pointee.reservation == reservation, element.pointee.bounds.hold(state) else {
                if plan.deviations.has(.wholeElement), element.pointee.reservation == reservation,
                    element.pointee.bounds.hold(state)
                {
                    break
                }
                continue
            }
            if element.pointee.bounds.isUnknown { throw unknown(element.pointee) }
            if has & PlanDimension.energy != 0 { found.energy = element.pointee.energy }
            if has & PlanDimension.time != 0 { found.time = element.pointee.time }
            if has & PlanDimension.parking != 0 { found.parking = element.pointee.parking }
            if has & PlanDimension.session != 0 { found.session = element.pointee.session }
            if has & PlanDimension.flat != 0 { found.flat = element.pointee.flat }
            wanted &= ~has
            if plan.deviations.has(.wholeElement) { break }
        }
        return found
    }

    private func unknown(_ element: PlanElement) -> RatingObstacle {
        let slots = [element.energy, element.time, element.parking, element.session, element.flat]
        let tariff = Int(components[Int(slots.max() ?? 0)].tariff)
        return .unknownRestriction(
            tariff: plan.tariffIDs[tariff], element: Int(element.index),
            names: plan.tariffs[tariff].elements[Int(element.index)].restrictions.unknown)
    }
}
