/// What a line bills, in the order of results.
public enum ChargeFamily: UInt8, CaseIterable, Sendable {
    case energy
    case time
    case parkingTime
    case sessionTime
    case flat
    case reservation
    case reservationFlat

    /// As results and vectors write it.
    public var name: String {
        switch self {
        case .energy: "ENERGY"
        case .time: "TIME"
        case .parkingTime: "PARKING_TIME"
        case .sessionTime: "SESSION_TIME"
        case .flat: "FLAT"
        case .reservation: "RESERVATION"
        case .reservationFlat: "RESERVATION_FLAT"
        }
    }
}

/// One priced quantity.
public struct RatedLine: Hashable, Sendable {
    public let family: ChargeFamily
    let tax: TaxTreatment
    let missingVAT: MissingVAT
    let hasVAT: Bool
    private let vatUnits: Int32
    private let periodIndex: Int32
    private let tariffIndex: Int32
    private let elementIndex: Int32
    private let componentIndex: Int32
    /// Ten-thousandths of a kWh, 25ths of a second, or 1.
    let raw: Int64
    private let priceUnits: Int64

    @inline(__always)
    init(_ segment: PlanSegment, _ component: PlanComponent) {
        family = segment.family
        tax = component.tax
        missingVAT = component.missingVAT
        hasVAT = component.hasVAT
        vatUnits = component.vat
        periodIndex = segment.period
        tariffIndex = component.tariff
        elementIndex = component.element
        componentIndex = component.index
        raw = segment.raw
        priceUnits = component.price
    }

    /// Index into the periods in order of time.
    public var period: Int { Int(periodIndex) }
    /// Indices into the tariffs given, the tariff's elements, and the element's components.
    public var tariff: Int { Int(tariffIndex) }
    public var element: Int { Int(elementIndex) }
    public var component: Int { Int(componentIndex) }
    /// As in the tariff, per kWh, per hour, or once.
    public var price: Decimal4 { Decimal4(tenThousandths: priceUnits) }
    /// Percent.
    public var vat: Decimal4? { hasVAT ? Decimal4(tenThousandths: Int64(vatUnits)) : nil }

    /// kWh, hours, or 1 for a flat fee; after rounding up to the step size.
    public var quantity: ExactNumber {
        switch family {
        case .energy: ExactNumber(scaled: Int128(raw), over: 10_000)
        case .flat, .reservationFlat: ExactNumber(1)
        default: ExactNumber(scaled: Int128(raw), over: 90_000)
        }
    }

    /// Quantity times price, exactly, without and with tax.
    public var cost: ExactPrice { CostSum(of: CollectionOfOne(self)).price }

    var charge: LineCharge {
        LineCharge(
            amount: Int128(priceUnits &* PlanComponent.scale(family)) &* Int128(raw), tax: tax, missingVAT: missingVAT,
            hasVAT: hasVAT, vat: Int64(vatUnits))
    }
}
