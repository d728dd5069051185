/// The components that apply to a period, as indices into the plan; -1 for none.
struct FoundComponents {
    var energy: Int32 = -1
    var time: Int32 = -1
    var parking: Int32 = -1
    var session: Int32 = -1
    var flat: Int32 = -1

    /// Bits of `PlanDimension` that have a price; session time prices both times.
    @inline(__always)
    var dimensions: UInt8 {
        (energy >= 0 ? PlanDimension.energy : 0) | (time >= 0 ? PlanDimension.time : 0)
            | (parking >= 0 ? PlanDimension.parking : 0)
            | (session >= 0 ? PlanDimension.time | PlanDimension.parking : 0)
    }
}

extension RatingRun {
    /// For each wanted dimension the first element, in the tariff's order, whose restrictions hold and that prices it.
    @inline(__always)
    func lookUp(
        _ dimensions: UInt8, _ tariff: Int, _ state: PlanState, reservation: UInt8
    ) throws(RatingObstacle) -> FoundComponents {
        var found = FoundComponents()
        var wanted = dimensions
        let isWhole = tables.deviations.has(.wholeElement)
        let unknown = tables.elements.withUnsafeBufferPointer { elements -> Int32 in
            var index = Int(tables.heads[tariff].firstElement)
            let end = Int(tables.heads[tariff].endElement)
            while index < end, wanted != 0 {
                let element = elements.baseAddress! + index
                index += 1
                let has = element.pointee.dimensions & wanted
                if has == 0, !isWhole { continue }
                guard element.pointee.reservation == reservation, element.pointee.bounds.hold(state) else { continue }
                if element.pointee.bounds.isUnknown { return Int32(truncatingIfNeeded: index - 1) }
                if has & PlanDimension.energy != 0 { found.energy = element.pointee.energy }
                if has & PlanDimension.time != 0 { found.time = element.pointee.time }
                if has & PlanDimension.parking != 0 { found.parking = element.pointee.parking }
                if has & PlanDimension.session != 0 { found.session = element.pointee.session }
                if has & PlanDimension.flat != 0 { found.flat = element.pointee.flat }
                wanted &= ~has
                if isWhole { break }
            }
            return -1
        }
        if unknown >= 0 { throw self.unknown(Int(unknown), tariff) }
        return found
    }

    @inline(never)
    private func unknown(_ element: Int, _ tariff: Int) -> RatingObstacle {
        let index = Int(tables.elements[element].index)
        return .unknownRestriction(
            tariff: tables.tariffIDs[tariff], element: index,
            names: tables.tariffs[tariff].elements[index].restrictions.unknown)
    }
}
