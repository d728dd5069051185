import JSON
import Roaming

/// A CDR's claim beside what the engine computes: under the tariff the CDR carries, and under the one that was promised.
public struct CDRPricing: JSONConvertible {
    /// `NL*FAS/C1`.
    public var cdr: String
    public var currency: String
    /// The zone it was priced in, clipped to the session; absent when there is none.
    public var zone: ZoneDocument?
    /// Where the zone came from, or why there is none.
    public var zoneSource: String
    public var policy: RatingTerms
    public var claimed: PriceParts
    /// Under the tariffs in the CDR; absent when it carries none.
    public var own: PricingRun?
    /// Under the versions pinned when the session began; absent when none was.
    public var promised: PricingRun?
    /// Which of the two clearing used: `own` or `promised`; absent when it could not be priced.
    public var used: String?
    public var explanations: [PricingExplanation]
    public var pins: [TariffPinResource]
    /// What the DP was shown for this connector up to the start of the session.
    public var served: [PriceServed]

    public init(
        cdr: String, currency: String, zone: ZoneDocument? = nil, zoneSource: String, policy: RatingTerms,
        claimed: PriceParts, own: PricingRun? = nil, promised: PricingRun? = nil, used: String? = nil,
        explanations: [PricingExplanation] = [], pins: [TariffPinResource] = [], served: [PriceServed] = []
    ) {
        self.cdr = cdr
        self.currency = currency
        self.zone = zone
        self.zoneSource = zoneSource
        self.policy = policy
        self.claimed = claimed
        self.own = own
        self.promised = promised
        self.used = used
        self.explanations = explanations
        self.pins = pins
        self.served = served
    }
}

extension CDRPricing {
    public init(_ reader: ObjectReader) throws(FieldError) {
        cdr = try reader.string("cdr")
        currency = try reader.string("currency")
        zone = try reader.optionalOne("zone")
        zoneSource = try reader.string("zone_source")
        policy = try reader.one("policy")
        claimed = try reader.one("claimed")
        own = try reader.optionalOne("own")
        promised = try reader.optionalOne("promised")
        used = try reader.optionalString("used")
        explanations = try reader.list("explanations")
        pins = try reader.list("pins")
        served = try reader.list("served")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("cdr", cdr)
        members.add("currency", currency)
        members.add("zone", zone?.json)
        members.add("zone_source", zoneSource)
        members.add("policy", policy.json)
        members.add("claimed", claimed.json)
        members.add("own", own?.json)
        members.add("promised", promised?.json)
        members.add("used", used)
        members.add("explanations", explanations)
        members.add("pins", pins)
        members.add("served", served)
        return members.json
    }

    public static let schema = Schema(
        "CDRPricing", "A CDR's claim beside the computed prices",
        [
            .field("cdr", .text, "CPO and CDR id"),
            .field("currency", .currency, "Currency of every amount"),
            .optional("zone", .object("Zone"), "Local time of the location"),
            .field("zone_source", .text, "Where the zone came from, or why there is none"),
            .field("policy", .object("RatingTerms"), "How the engine read what OCPI leaves open"),
            .field("claimed", .object("PriceParts"), "What the CPO claims"),
            .optional("own", .object("PricingRun"), "Under the tariffs in the CDR"),
            .optional("promised", .object("PricingRun"), "Under the versions pinned to the session"),
            .optional("used", .word(["own", "promised"]), "The one that clearing used"),
            .field("explanations", .list(.object("PricingExplanation")), "Readings that lead to the claim"),
            .field("pins", .list(.object("TariffPin")), "Versions pinned to the session"),
            .field("served", .list(.object("PriceServed")), "What the DP was shown"),
        ])
}

/// A known way of reading a tariff that leads to the claim.
public struct PricingExplanation: JSONConvertible {
    /// Names such as `step_size_per_period`, applied together.
    public var deviations: [String]
    public var text: String
    /// True when it explains every figure of the claim, not the total alone.
    public var allFigures: Bool

    public init(deviations: [String], text: String, allFigures: Bool) {
        self.deviations = deviations
        self.text = text
        self.allFigures = allFigures
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        deviations = try reader.strings("deviations")
        text = try reader.string("text")
        allFigures = try reader.bool("all_figures")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("deviations", deviations)
        members.add("text", text)
        members.add("all_figures", allFigures)
        return members.json
    }

    public static let schema = Schema(
        "PricingExplanation", "A reading of the tariff that leads to the claim",
        [
            .field("deviations", .list(.text), "Names of the deviations, applied together"),
            .field("text", .text, "In words"),
            .field("all_figures", .flag, "Whether every figure agrees, not the total alone"),
        ])
}

/// A tariff version that prices a session, and why it is that one.
public struct TariffPinResource: JSONConvertible {
    public var session: String
    public var tariff: String
    public var version: Int
    public var pinnedAt: Timestamp
    /// True when the hub had the version when the session started.
    public var promised: Bool
    public var reason: String

    public init(
        session: String, tariff: String, version: Int, pinnedAt: Timestamp, promised: Bool, reason: String
    ) {
        self.session = session
        self.tariff = tariff
        self.version = version
        self.pinnedAt = pinnedAt
        self.promised = promised
        self.reason = reason
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        session = try reader.string("session")
        tariff = try reader.string("tariff")
        version = try reader.int("version")
        pinnedAt = try reader.timestamp("pinned_at")
        promised = try reader.bool("promised")
        reason = try reader.string("reason")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("session", session)
        members.add("tariff", tariff)
        members.add("version", version)
        members.add("pinned_at", pinnedAt)
        members.add("promised", promised)
        members.add("reason", reason)
        return members.json
    }

    public static let schema = Schema(
        "TariffPin", "A tariff version that prices a session",
        [
            .field("session", .text, "Id of the session"),
            .field("tariff", .text, "CPO and tariff id"),
            .field("version", .integer, "Number of the version"),
            .field("pinned_at", .dateTime, "When the hub pinned it"),
            .field("promised", .flag, "Whether the hub had it when the session started"),
            .field("reason", .text, "Why it is this version"),
        ])
}
