import JSON

/// What a CDR costs by its tariff, and what of it the CDR claims otherwise.
public struct PricedCDR: JSONConvertible {
    public var id: String?
    public var currency: String
    public var totalCost: PriceAmounts
    public var energyCost: PriceAmounts?
    public var timeCost: PriceAmounts?
    public var parkingCost: PriceAmounts?
    public var fixedCost: PriceAmounts?
    public var reservationCost: PriceAmounts?
    public var billed: PriceQuantities
    public var lines: [PriceLine]
    /// `min_price` or `max_price`.
    public var limit: String?
    public var totalBeforeLimit: PriceAmounts?
    public var notes: [String]
    /// `total_cost.excl:+1.50`; empty when the CDR's claim agrees.
    public var divergences: [String]
    /// Only where something diverges.
    public var explanations: [PriceExplanation]?
}

extension PricedCDR {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.optionalString("id")
        currency = try reader.string("currency")
        totalCost = try reader.one("total_cost")
        energyCost = try reader.optionalOne("total_energy_cost")
        timeCost = try reader.optionalOne("total_time_cost")
        parkingCost = try reader.optionalOne("total_parking_cost")
        fixedCost = try reader.optionalOne("total_fixed_cost")
        reservationCost = try reader.optionalOne("total_reservation_cost")
        billed = try reader.one("billed")
        lines = try reader.list("lines")
        limit = try reader.optionalString("price_limit")
        totalBeforeLimit = try reader.optionalOne("total_before_limit")
        notes = try reader.strings("notes")
        divergences = try reader.strings("divergences")
        explanations = reader.has("explanations") ? try reader.list("explanations") : nil
    }

    public var json: JSONValue {
        var members = Members()
        members.add("id", id)
        members.add("currency", currency)
        members.add("total_cost", totalCost.json)
        members.add("total_energy_cost", energyCost?.json)
        members.add("total_time_cost", timeCost?.json)
        members.add("total_parking_cost", parkingCost?.json)
        members.add("total_fixed_cost", fixedCost?.json)
        members.add("total_reservation_cost", reservationCost?.json)
        members.add("billed", billed.json)
        members.add("lines", lines)
        members.add("price_limit", limit)
        members.add("total_before_limit", totalBeforeLimit?.json)
        members.add("notes", notes)
        members.add("divergences", divergences)
        if let explanations { members.add("explanations", explanations) }
        return members.json
    }

    public static let schema = Schema(
        "PricedCDR", "What a CDR costs by its tariff",
        [
            .optional("id", .text, "As asked"),
            .field("currency", .currency, "Of every amount"),
            .field("total_cost", .object("PriceAmounts"), "After the tariff's minimum and maximum"),
            .optional("total_energy_cost", .object("PriceAmounts"), "Where energy was priced"),
            .optional("total_time_cost", .object("PriceAmounts"), "Where charging time was priced"),
            .optional("total_parking_cost", .object("PriceAmounts"), "Where parking time was priced"),
            .optional("total_fixed_cost", .object("PriceAmounts"), "Where a flat fee was charged"),
            .optional(
                "total_reservation_cost", .object("PriceAmounts"), "Where a reservation was priced, its fee in it"),
            .field("billed", .object("PriceQuantities"), "After rounding up to the step size"),
            .field("lines", .list(.object("PriceLine")), "What was billed, period by period"),
            .optional("price_limit", .word(["min_price", "max_price"]), "Which limit moved the total"),
            .optional("total_before_limit", .object("PriceAmounts"), "The sum of the lines, where a limit moved it"),
            .field("notes", .list(.text), "Codes of what a person should know, such as period_spans_price_change"),
            .field("divergences", .list(.text), "Where the CDR claims otherwise: figure:claimed minus computed"),
            .optional("explanations", .list(.object("PriceExplanation")), "Readings that give what is claimed"),
        ])
}
