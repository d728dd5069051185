import JSON

/// An exact amount without and with tax, to eight decimals, cut off; nil where the tariff does not allow to tell it.
public struct PriceAmounts: JSONConvertible {
    public var excl: String?
    public var incl: String?

    public init(excl: String?, incl: String?) {
        self.excl = excl
        self.incl = incl
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        excl = try reader.optionalString("excl")
        incl = try reader.optionalString("incl")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("excl", excl)
        members.add("incl", incl)
        return members.json
    }

    public static let schema = Schema(
        "PriceAmounts", "An amount as decimal numbers in strings; null where it cannot be told",
        [.optional("excl", .text, "Without tax"), .optional("incl", .text, "With tax")])
}

/// Quantities that were billed.
public struct PriceQuantities: JSONConvertible {
    public var energy: String?
    public var time: String?
    public var parking: String?
    public var reservation: String?

    public init(energy: String? = nil, time: String? = nil, parking: String? = nil, reservation: String? = nil) {
        self.energy = energy
        self.time = time
        self.parking = parking
        self.reservation = reservation
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        energy = try reader.optionalString("energy_kwh")
        time = try reader.optionalString("time_h")
        parking = try reader.optionalString("parking_h")
        reservation = try reader.optionalString("reservation_h")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("energy_kwh", energy)
        members.add("time_h", time)
        members.add("parking_h", parking)
        members.add("reservation_h", reservation)
        return members.json
    }

    public static let schema = Schema(
        "PriceQuantities", "Quantities that were billed; what was not is left out",
        [
            .optional("energy_kwh", .decimal, "kWh"), .optional("time_h", .decimal, "Hours of charging"),
            .optional("parking_h", .decimal, "Hours of parking"),
            .optional("reservation_h", .decimal, "Hours reserved"),
        ])
}

/// One priced quantity, and the tariff's element and component that priced it.
public struct PriceLine: JSONConvertible {
    public var dimension: String
    /// Index of the period in order of time.
    public var period: Int
    public var quantity: String
    public var price: String
    public var element: Int
    public var component: Int
    public var costExcl: String?
    public var costIncl: String?

    public init(
        dimension: String, period: Int, quantity: String, price: String, element: Int, component: Int,
        costExcl: String?, costIncl: String?
    ) {
        self.dimension = dimension
        self.period = period
        self.quantity = quantity
        self.price = price
        self.element = element
        self.component = component
        self.costExcl = costExcl
        self.costIncl = costIncl
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        dimension = try reader.string("dimension")
        period = try reader.int("period")
        quantity = try reader.string("quantity")
        price = try reader.string("price")
        element = try reader.int("element")
        component = try reader.int("component")
        costExcl = try reader.optionalString("cost_excl")
        costIncl = try reader.optionalString("cost_incl")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("dimension", dimension)
        members.add("period", period)
        members.add("quantity", quantity)
        members.add("price", price)
        members.add("element", element)
        members.add("component", component)
        members.add("cost_excl", costExcl)
        members.add("cost_incl", costIncl)
        return members.json
    }

    public static let schema = Schema(
        "PriceLine", "One priced quantity",
        [
            .field(
                "dimension",
                .openWord([
                    "ENERGY", "TIME", "PARKING_TIME", "SESSION_TIME", "FLAT", "RESERVATION", "RESERVATION_FLAT",
                ]), "What is billed"),
            .field("period", .integer, "Index of the charging period in order of time"),
            .field("quantity", .decimal, "kWh, hours, or 1"),
            .field("price", .decimal, "As in the tariff"),
            .field("element", .integer, "Index of the tariff's element"),
            .field("component", .integer, "Index of its price component"),
            .optional("cost_excl", .text, "Quantity times price without tax; null where it cannot be told"),
            .optional("cost_incl", .text, "With tax"),
        ])
}

/// Readings of the tariff under which it gives what a CDR claims; a likely cause, not a proof.
public struct PriceExplanation: JSONConvertible {
    public var deviations: [String]
    /// `all` claimed costs, or the `total` alone.
    public var explains: String
    public var text: String

    public init(deviations: [String], explains: String, text: String) {
        self.deviations = deviations
        self.explains = explains
        self.text = text
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        deviations = try reader.strings("deviations")
        explains = try reader.string("explains")
        text = try reader.string("text")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("deviations", deviations)
        members.add("explains", explains)
        members.add("text", text)
        return members.json
    }

    public static let schema = Schema(
        "PriceExplanation", "Readings under which the tariff gives what is claimed",
        [
            .field("deviations", .list(.text), "Their names; two where only both together do"),
            .field("explains", .word(["all", "total"]), "Every claimed cost, or the total alone"),
            .field("text", .text, "In words"),
        ])
}
