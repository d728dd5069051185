import JSON
import Roaming

/// One amount of a `PricingRun` and the component that set its price.
public struct PricingLine: JSONConvertible {
    /// ENERGY, TIME, PARKING_TIME, SESSION_TIME, FLAT, RESERVATION or RESERVATION_FLAT.
    public var family: String
    /// Index of the period, from 0.
    public var period: Int
    /// kWh, hours or 1, after the step size; to four decimals.
    public var quantity: Decimal4
    public var price: Decimal4
    public var vat: Decimal4?
    /// Indices from 0: into the run's tariffs, its elements, and that element's components.
    public var tariff: Int
    public var element: Int
    public var component: Int
    public var amount: PriceFigure

    public init(
        family: String, period: Int, quantity: Decimal4, price: Decimal4, vat: Decimal4? = nil, tariff: Int,
        element: Int, component: Int, amount: PriceFigure
    ) {
        self.family = family
        self.period = period
        self.quantity = quantity
        self.price = price
        self.vat = vat
        self.tariff = tariff
        self.element = element
        self.component = component
        self.amount = amount
    }
}

extension PricingLine {
    public init(_ reader: ObjectReader) throws(FieldError) {
        family = try reader.string("family")
        period = try reader.int("period")
        quantity = try reader.decimal("quantity")
        price = try reader.decimal("price")
        vat = try reader.optionalDecimal("vat")
        tariff = try reader.int("tariff")
        element = try reader.int("element")
        component = try reader.int("component")
        amount = try reader.one("amount")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("family", family)
        members.add("period", period)
        members.add("quantity", quantity)
        members.add("price", price)
        members.add("vat", vat)
        members.add("tariff", tariff)
        members.add("element", element)
        members.add("component", component)
        members.add("amount", amount.json)
        return members.json
    }

    public static let schema = Schema(
        "PricingLine", "One amount and the component that set its price",
        [
            .field("family", .text, "ENERGY, TIME, PARKING_TIME, FLAT, RESERVATION…"),
            .field("period", .integer, "Index of the charging period"),
            .field("quantity", .decimal, "kWh, hours or 1, after the step size"),
            .field("price", .decimal, "Per kWh, per hour, or once"),
            .optional("vat", .decimal, "Percent"),
            .field("tariff", .integer, "Index of the tariff"),
            .field("element", .integer, "Index of the element in it"),
            .field("component", .integer, "Index of the component in that"),
            .field("amount", .object("PriceFigure"), "Quantity times price"),
        ])
}

/// Something a run noticed: a code that is stable and a sentence for people.
public struct PricingNote: JSONConvertible {
    /// `period_spans_price_change:1`.
    public var code: String
    public var text: String

    public init(code: String, text: String) {
        self.code = code
        self.text = text
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        code = try reader.string("code")
        text = try reader.string("text")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("code", code)
        members.add("text", text)
        return members.json
    }

    public static let schema = Schema(
        "PricingNote", "Something a run noticed",
        [
            .field("code", .text, "Stable name"),
            .field("text", .text, "In words"),
        ])
}
