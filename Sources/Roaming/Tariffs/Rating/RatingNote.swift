/// Something about the input that did not stop rating, and that a person who looks at the price should know.
public enum RatingNote: Hashable, Sendable, CustomStringConvertible {
    case periodsOutOfOrder
    /// A period starts before the session, or after its end.
    case periodsOutsideSession
    /// The tariff's price changed within the period, which should have been two. It is priced as it started.
    case periodSpansPriceChange(period: Int)
    case unpriced(VolumeDimension, period: Int)
    case negativeEnergy(period: Int)
    case tariffIDMissing(period: Int)
    /// The period names a tariff that is not among those given; the one valid at the start was used.
    case tariffIDUnknown(period: Int)
    /// Parked before charging: OCPI's sentence on step_size and its example differ; the sentence was followed.
    case parkedThenCharged
    /// The driver would get money: prices below zero, or energy given back.
    case negativeTotal

    /// As results and vectors write it.
    public var code: String {
        switch self {
        case .periodsOutOfOrder: "periods_out_of_order"
        case .periodsOutsideSession: "periods_outside_session"
        case .periodSpansPriceChange: "period_spans_price_change"
        case .unpriced(let dimension, let period): "unpriced:\(dimension.rawValue):\(period)"
        case .negativeEnergy(let period): "negative_energy:\(period)"
        case .tariffIDMissing(let period): "tariff_id_missing:\(period)"
        case .tariffIDUnknown(let period): "tariff_id_unknown:\(period)"
        case .parkedThenCharged: "step_size_parked_then_charged"
        case .negativeTotal: "negative_total"
        }
    }

    /// Whether the price is an assumption that nobody should pay by: the period's own tariff is not there.
    public var asksForAPerson: Bool {
        if case .tariffIDUnknown = self { true } else { false }
    }

    public var description: String {
        switch self {
        case .periodsOutOfOrder: "the periods were not in order of time"
        case .periodsOutsideSession: "a period starts before the session or after its end"
        case .periodSpansPriceChange(let period):
            "the price changes within period \(period), which is priced as it began"
        case .unpriced(let dimension, let period): "\(dimension.rawValue) of period \(period) has no price"
        case .negativeEnergy(let period): "period \(period) gave energy back"
        case .tariffIDMissing(let period): "period \(period) names no tariff, others do"
        case .tariffIDUnknown(let period): "period \(period) names a tariff that the CDR does not have"
        case .negativeTotal: "the total is below zero"
        case .parkedThenCharged: "parked before charging: only parking time is rounded up to its step"
        }
    }
}
