import JSON
import Roaming

extension PricingReader {
    /// A CDR's session and what is claimed for it. Its tariffs are read on their own, by `tariffs`, and who charged and
    /// where is not read at all: no price depends on it.
    public mutating func chargeDetail(_ cdr: JSONView) throws(FieldError) -> ChargeDetail {
        guard cdr.isObject else { throw cdr.fail("must be an object") }
        let periods = try self.periods(cdr)
        var detail = ChargeDetail(
            key: CDRKey(cpo: try cdr.party() ?? .unstated, id: try cdr.optionalText("id") ?? ""),
            start: try cdr.required("start_date_time").timestamp(), end: try end(cdr, periods), sessionID: nil,
            token: TokenReference(owner: .unstated, uid: "", type: "", contractID: ""),
            place: ChargePlace(locationID: "", evseUID: "", connectorID: ""),
            currency: try cdr.required("currency").currency(), tariffs: [], periods: periods,
            claim: Claim(total: .zero, energy: .zero, time: .zero),
            credits: try cdr.flag("credit") ? try cdr.optionalText("credit_reference_id") ?? "" : nil,
            lastUpdated: Timestamp(milliseconds: 0))
        detail.claim = try claim(cdr, of: detail)
        detail.roundedFields = numbers.roundedFields
        return detail
    }

    private mutating func periods(_ cdr: JSONView) throws(FieldError) -> [ChargePeriod] {
        let list = try cdr.requiredList("charging_periods")
        var periods: [ChargePeriod] = []
        periods.reserveCapacity(list.underestimatedCount)
        for view in list {
            guard view.isObject else { throw view.fail("must be an object") }
            periods.append(
                ChargePeriod(
                    start: try view.required("start_date_time").timestamp(),
                    volumes: try volumes(view, period: periods.count), tariffID: try view.optionalText("tariff_id")))
        }
        if periods.isEmpty { throw cdr.fail("charging_periods", "must have at least one element") }
        return periods
    }

    private mutating func volumes(_ view: JSONView, period: Int) throws(FieldError) -> [Volume] {
        let list = try view.requiredList("dimensions")
        var volumes: [Volume] = []
        volumes.reserveCapacity(list.underestimatedCount)
        for dimension in list {
            let type = try dimension.required("type")
            let amount = try numbers.decimal(dimension, "volume")
            if let known = Self.dimension(type) {
                volumes.append(Volume(known, amount))
            } else if try type.text() != "FLAT" {
                // FLAT is a dimension of 2.1.1 only, and says nothing that its tariff does not.
                note(.unknownDimension(type: String(try type.text().prefix(40)), period: period))
            }
        }
        return volumes
    }

    private static func dimension(_ type: JSONView) -> VolumeDimension? {
        if type.equals("ENERGY") { return .energy }
        if type.equals("TIME") { return .time }
        if type.equals("PARKING_TIME") { return .parkingTime }
        guard let text = type.stringValue, let known = VolumeDimension(rawValue: text), known != .other else {
            return nil
        }
        return known
    }

    private mutating func end(_ cdr: JSONView, _ periods: [ChargePeriod]) throws(FieldError) -> Timestamp {
        if let end = version.end(cdr) { return try end.timestamp() }
        guard let last = periods.max(by: { $0.start < $1.start }) else { return Timestamp(milliseconds: 0) }
        note(.endMissing)
        let hours =
            last.volumes.filter { [.time, .parkingTime, .reservationTime].contains($0.dimension) }
            .map(\.amount).max() ?? .zero
        return last.start + .milliseconds(max(0, min(hours.tenThousandths, 1 << 40)) * 360)
    }

    /// What the CDR does not claim is taken to be as it is, so that nothing diverges from it; a total that is missing is
    /// the caller's to know, by `claimsTotal`.
    private mutating func claim(_ cdr: JSONView, of detail: ChargeDetail) throws(FieldError) -> Claim {
        let elapsed = detail.end.milliseconds - detail.start.milliseconds
        return Claim(
            total: try optionalPrice(cdr, "total_cost") ?? .zero,
            energy: try numbers.optionalDecimal(cdr, "total_energy")
                ?? Decimal4(tenThousandths: detail.sum(of: .energy).rounded(decimals: 4) ?? 0),
            time: try numbers.optionalDecimal(cdr, "total_time") ?? Decimal4(tenThousandths: elapsed / 360),
            fixed: try optionalPrice(cdr, "total_fixed_cost"),
            energyCost: try optionalPrice(cdr, "total_energy_cost"),
            timeCost: try optionalPrice(cdr, "total_time_cost"),
            parkingTime: try numbers.optionalDecimal(cdr, "total_parking_time"),
            parkingCost: try optionalPrice(cdr, "total_parking_cost"),
            reservationCost: try optionalPrice(cdr, "total_reservation_cost"))
    }

    public func claimsTotal(_ cdr: JSONView) -> Bool { cdr.member("total_cost") != nil }
}
