import JSON
import Roaming

/// What a session would cost before there is one: always an estimate, by the engine that prices CDRs.
public struct TariffEstimate: JSONConvertible {
    /// `NL*FAS/T1`.
    public var tariff: String
    public var currency: String
    /// The zone of local prices; absent when none was needed or known.
    public var zone: ZoneDocument?
    /// Where the zone came from, or why there is none.
    public var zoneSource: String
    public var start: Timestamp
    public var end: Timestamp
    public var run: PricingRun

    public init(
        tariff: String, currency: String, zone: ZoneDocument? = nil, zoneSource: String, start: Timestamp,
        end: Timestamp, run: PricingRun
    ) {
        self.tariff = tariff
        self.currency = currency
        self.zone = zone
        self.zoneSource = zoneSource
        self.start = start
        self.end = end
        self.run = run
    }
}

extension TariffEstimate {
    public init(_ reader: ObjectReader) throws(FieldError) {
        tariff = try reader.string("tariff")
        currency = try reader.string("currency")
        zone = try reader.optionalOne("zone")
        zoneSource = try reader.string("zone_source")
        start = try reader.timestamp("start")
        end = try reader.timestamp("end")
        run = try reader.one("run")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("tariff", tariff)
        members.add("currency", currency)
        members.add("zone", zone?.json)
        members.add("zone_source", zoneSource)
        members.add("start", start)
        members.add("end", end)
        members.add("run", run.json)
        return members.json
    }

    public static let schema = Schema(
        "TariffEstimate", "What a session would cost",
        [
            .field("tariff", .text, "CPO and tariff id"),
            .field("currency", .currency, "Currency of every amount"),
            .optional("zone", .object("Zone"), "Local time of the location"),
            .field("zone_source", .text, "Where the zone came from, or why there is none"),
            .field("start", .dateTime, "When it would start"),
            .field("end", .dateTime, "When the car would leave"),
            .field("run", .object("PricingRun"), "The engine's own lines"),
        ])
}
