import JSON
import Roaming

/// One run of the pricing engine, down to the element and component of every amount.
public struct PricingRun: JSONConvertible {
    /// The tariffs it ran with; `PricingLine.tariff` counts in them.
    public var tariffs: [PricingTariff]
    /// Why it could not be priced; the rest is empty then.
    public var obstacle: String?
    public var parts: PriceParts?
    /// The total before `min_price` or `max_price` moved it, and which did; absent when none did.
    public var beforeLimit: PriceFigure?
    public var limit: String?
    public var lines: [PricingLine]
    public var periods: [PricingPeriod]
    public var notes: [PricingNote]
    /// Where the claim differs, such as `total_cost.excl:+1.50`; empty when it agrees or nothing was claimed.
    public var divergences: [String]
    /// True when every difference is one of rounding.
    public var roundingOnly: Bool
    /// The least and the most that periods which span a price change could have cost; absent when none does.
    public var interval: PricingInterval?

    public init(
        tariffs: [PricingTariff] = [], obstacle: String? = nil, parts: PriceParts? = nil,
        beforeLimit: PriceFigure? = nil, limit: String? = nil, lines: [PricingLine] = [],
        periods: [PricingPeriod] = [], notes: [PricingNote] = [], divergences: [String] = [],
        roundingOnly: Bool = false, interval: PricingInterval? = nil
    ) {
        self.tariffs = tariffs
        self.obstacle = obstacle
        self.parts = parts
        self.beforeLimit = beforeLimit
        self.limit = limit
        self.lines = lines
        self.periods = periods
        self.notes = notes
        self.divergences = divergences
        self.roundingOnly = roundingOnly
        self.interval = interval
    }
}

extension PricingRun {
    public init(_ reader: ObjectReader) throws(FieldError) {
        tariffs = try reader.list("tariffs")
        obstacle = try reader.optionalString("obstacle")
        parts = try reader.optionalOne("parts")
        beforeLimit = try reader.optionalOne("before_limit")
        limit = try reader.optionalString("limit")
        lines = try reader.list("lines")
        periods = try reader.list("periods")
        notes = try reader.list("notes")
        divergences = try reader.strings("divergences")
        roundingOnly = try reader.bool("rounding_only")
        interval = try reader.optionalOne("interval")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("tariffs", tariffs)
        members.add("obstacle", obstacle)
        members.add("parts", parts?.json)
        members.add("before_limit", beforeLimit?.json)
        members.add("limit", limit)
        members.add("lines", lines)
        members.add("periods", periods)
        members.add("notes", notes)
        members.add("divergences", divergences)
        members.add("rounding_only", roundingOnly)
        members.add("interval", interval?.json)
        return members.json
    }

    public static let schema = Schema(
        "PricingRun", "One run of the pricing engine",
        [
            .field("tariffs", .list(.object("PricingTariff")), "What it ran with"),
            .optional("obstacle", .text, "Why it could not be priced"),
            .optional("parts", .object("PriceParts"), "The total and its parts"),
            .optional("before_limit", .object("PriceFigure"), "The total before a price limit"),
            .optional("limit", .text, "MIN_PRICE or MAX_PRICE, when it moved the total"),
            .field("lines", .list(.object("PricingLine")), "Every amount, by family, then by period"),
            .field("periods", .list(.object("PricingPeriod")), "The charging periods as they were read"),
            .field("notes", .list(.object("PricingNote")), "What is worth knowing"),
            .field("divergences", .list(.text), "Where the claim differs"),
            .field("rounding_only", .flag, "Whether the claim differs by rounding alone"),
            .optional("interval", .object("PricingInterval"), "What unsplit periods could have cost"),
        ])
}

/// A tariff that a run used, and where it came from.
public struct PricingTariff: JSONConvertible {
    /// `NL*FAS/T1`.
    public var id: String
    /// Of the hub's versions; absent when the CDR carried it.
    public var version: Int?
    public var document: TariffDocument

    public init(id: String, version: Int? = nil, document: TariffDocument) {
        self.id = id
        self.version = version
        self.document = document
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.optionalInt("version")
        document = try reader.one("document")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("id", id)
        members.add("version", version)
        members.add("document", document.json)
        return members.json
    }

    public static let schema = Schema(
        "PricingTariff", "A tariff that a run used",
        [
            .field("id", .text, "CPO and tariff id"),
            .optional("version", .integer, "Number of the hub's version; absent when the CDR carried it"),
            .field("document", .object("TariffDocument"), "Its contents"),
        ])
}

/// What periods that span a price change could have cost in all.
public struct PricingInterval: JSONConvertible {
    public var cheapest: PriceFigure
    public var dearest: PriceFigure

    public init(cheapest: PriceFigure, dearest: PriceFigure) {
        self.cheapest = cheapest
        self.dearest = dearest
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        cheapest = try reader.one("cheapest")
        dearest = try reader.one("dearest")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("cheapest", cheapest.json)
        members.add("dearest", dearest.json)
        return members.json
    }

    public static let schema = Schema(
        "PricingInterval", "What unsplit periods could have cost in all",
        [
            .field("cheapest", .object("PriceFigure"), "At the least"),
            .field("dearest", .object("PriceFigure"), "At the most"),
        ])
}
