import JSON
import Roaming

/// A tariff's prices in the order AFIR asks for: per kWh, per minute, per session. The highs are there when they differ.
///
/// Minute prices are OCPI's hour prices divided by 60, to four places; `pricing` has the exact ones.
public struct TariffHeadlineResource: JSONConvertible {
    /// True when the amounts have tax in them.
    public var gross: Bool
    public var kwh: Decimal4?
    public var kwhHigh: Decimal4?
    public var minute: Decimal4?
    public var minuteHigh: Decimal4?
    public var session: Decimal4?
    public var sessionHigh: Decimal4?
    public var parkingMinute: Decimal4?
    public var parkingMinuteHigh: Decimal4?
    /// True when any price depends on a restriction.
    public var varies: Bool

    public init(
        gross: Bool, kwh: Decimal4? = nil, kwhHigh: Decimal4? = nil, minute: Decimal4? = nil,
        minuteHigh: Decimal4? = nil, session: Decimal4? = nil, sessionHigh: Decimal4? = nil,
        parkingMinute: Decimal4? = nil, parkingMinuteHigh: Decimal4? = nil, varies: Bool = false
    ) {
        self.gross = gross
        self.kwh = kwh
        self.kwhHigh = kwhHigh
        self.minute = minute
        self.minuteHigh = minuteHigh
        self.session = session
        self.sessionHigh = sessionHigh
        self.parkingMinute = parkingMinute
        self.parkingMinuteHigh = parkingMinuteHigh
        self.varies = varies
    }
}

extension TariffHeadlineResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        gross = try reader.bool("gross")
        kwh = try reader.optionalDecimal("kwh")
        kwhHigh = try reader.optionalDecimal("kwh_high")
        minute = try reader.optionalDecimal("minute")
        minuteHigh = try reader.optionalDecimal("minute_high")
        session = try reader.optionalDecimal("session")
        sessionHigh = try reader.optionalDecimal("session_high")
        parkingMinute = try reader.optionalDecimal("parking_minute")
        parkingMinuteHigh = try reader.optionalDecimal("parking_minute_high")
        varies = try reader.bool("varies")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("gross", gross)
        members.add("kwh", kwh)
        members.add("kwh_high", kwhHigh)
        members.add("minute", minute)
        members.add("minute_high", minuteHigh)
        members.add("session", session)
        members.add("session_high", sessionHigh)
        members.add("parking_minute", parkingMinute)
        members.add("parking_minute_high", parkingMinuteHigh)
        members.add("varies", varies)
        return members.json
    }

    public static let schema = Schema(
        "TariffHeadline", "A tariff's prices in AFIR's order",
        [
            .field("gross", .flag, "Whether tax is in the amounts"),
            .optional("kwh", .decimal, "Least price of a kWh; absent when none is charged"),
            .optional("kwh_high", .decimal, "Greatest, when it differs"),
            .optional("minute", .decimal, "Least price of a minute of charging"),
            .optional("minute_high", .decimal, "Greatest, when it differs"),
            .optional("session", .decimal, "Least fee of a session"),
            .optional("session_high", .decimal, "Greatest, when it differs"),
            .optional("parking_minute", .decimal, "Least price of a minute parked without charging"),
            .optional("parking_minute_high", .decimal, "Greatest, when it differs"),
            .field("varies", .flag, "Some price depends on time, energy, duration or power"),
        ])
}
