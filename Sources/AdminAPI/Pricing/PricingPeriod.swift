import JSON
import Roaming

/// A charging period as the engine read it, in order of time.
public struct PricingPeriod: JSONConvertible {
    public var start: Timestamp
    public var end: Timestamp
    /// What clocks at the location showed at its start, `2026-11-24 18:00`; absent without a time zone.
    public var localStart: String?
    public var volumes: [PricingVolume]
    /// True when the price would have been another one at the period's end.
    public var spansPriceChange: Bool

    public init(
        start: Timestamp, end: Timestamp, localStart: String? = nil, volumes: [PricingVolume] = [],
        spansPriceChange: Bool = false
    ) {
        self.start = start
        self.end = end
        self.localStart = localStart
        self.volumes = volumes
        self.spansPriceChange = spansPriceChange
    }
}

extension PricingPeriod {
    public init(_ reader: ObjectReader) throws(FieldError) {
        start = try reader.timestamp("start")
        end = try reader.timestamp("end")
        localStart = try reader.optionalString("local_start")
        volumes = try reader.list("volumes")
        spansPriceChange = try reader.bool("spans_price_change")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("start", start)
        members.add("end", end)
        members.add("local_start", localStart)
        members.add("volumes", volumes)
        members.add("spans_price_change", spansPriceChange)
        return members.json
    }

    public static let schema = Schema(
        "PricingPeriod", "A charging period as the engine read it",
        [
            .field("start", .dateTime, "When it starts"),
            .field("end", .dateTime, "When the next one starts or the session ends"),
            .optional("local_start", .text, "Local date and time of its start"),
            .field("volumes", .list(.object("PricingVolume")), "What was measured"),
            .field("spans_price_change", .flag, "Whether the price changes within it"),
        ])
}

/// An amount of one OCPI dimension.
public struct PricingVolume: JSONConvertible {
    public var dimension: String
    public var amount: Decimal4

    public init(dimension: String, amount: Decimal4) {
        self.dimension = dimension
        self.amount = amount
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        dimension = try reader.string("dimension")
        amount = try reader.decimal("amount")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("dimension", dimension)
        members.add("amount", amount)
        return members.json
    }

    public static let schema = Schema(
        "PricingVolume", "An amount of one OCPI dimension",
        [
            .field("dimension", .text, "OCPI CdrDimensionType"),
            .field("amount", .decimal, "kWh, hours, ampere, kW or percent"),
        ])
}
