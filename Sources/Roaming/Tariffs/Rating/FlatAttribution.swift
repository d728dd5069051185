/// One way to count flat fees: as fixed cost, or with parking or the reservation.
struct FlatAttribution {
    var parking: ExactPrice?
    var fixed: ExactPrice?
    var reservation: ExactPrice?

    /// As the hub counts first, then the other ways there are.
    static func all(of charge: RatedCharge) -> [FlatAttribution] {
        let usual = FlatAttribution(parking: charge.parking, fixed: charge.fixed, reservation: charge.reservation)
        var ways = [usual]
        if let fixed = charge.fixed {
            if let parking = charge.parking {
                ways.append(FlatAttribution(parking: parking.plus(fixed), fixed: nil, reservation: charge.reservation))
            }
            if let reservation = charge.reservation {
                ways.append(FlatAttribution(parking: charge.parking, fixed: nil, reservation: reservation.plus(fixed)))
            }
        }
        let fees = charge.lines.filter { $0.family == .reservationFlat }
        if !fees.isEmpty {
            let time = charge.lines.filter { $0.family == .reservation }
            let fee = CostSum(of: fees).price
            ways.append(
                FlatAttribution(
                    parking: charge.parking, fixed: (charge.fixed ?? .zero).plus(fee),
                    reservation: time.isEmpty ? nil : CostSum(of: time).price))
        }
        return ways
    }
}
