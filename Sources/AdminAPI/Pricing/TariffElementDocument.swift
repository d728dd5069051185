import JSON
import Roaming

/// One element of a `TariffDocument`: prices that apply together while the restrictions hold.
struct TariffElementDocument: JSONConvertible {
    var element: TariffElement

    init(_ element: TariffElement) { self.element = element }

    init(_ reader: ObjectReader) throws(FieldError) {
        element = TariffElement(
            components: try reader.list("price_components", of: PriceComponentDocument.self).map(\.component),
            restrictions: try reader.optionalOne("restrictions", of: TariffRestrictionsDocument.self)?.restrictions
                ?? .none)
    }

    var json: JSONValue {
        var members = Members()
        members.add("price_components", element.components.map(PriceComponentDocument.init))
        if !element.restrictions.isEmpty {
            members.add("restrictions", TariffRestrictionsDocument(element.restrictions).json)
        }
        return members.json
    }

    static let schema = Schema(
        "TariffElement", "Prices that apply together",
        [
            .field("price_components", .list(.object("PriceComponent")), "One for each dimension that has a price"),
            .optional("restrictions", .object("TariffRestrictions"), "When they apply; absent for always"),
        ])
}

/// The price of one dimension in a `TariffDocument`.
struct PriceComponentDocument: JSONConvertible {
    var component: PriceComponent

    init(_ component: PriceComponent) { self.component = component }

    init(_ reader: ObjectReader) throws(FieldError) {
        component = PriceComponent(
            dimension: try reader.choice("type"), price: try reader.decimal("price"),
            vat: try reader.optionalDecimal("vat"), stepSize: try reader.int("step_size"))
    }

    var json: JSONValue {
        var members = Members()
        members.add("type", component.dimension.rawValue)
        members.add("price", component.price)
        members.add("vat", component.vat)
        members.add("step_size", component.stepSize)
        return members.json
    }

    static let schema = Schema(
        "PriceComponent", "The price of one dimension",
        [
            .field("type", .openWord(TariffDimension.allCases.map(\.rawValue)), "What the price is for"),
            .field("price", .decimal, "Per kWh, per hour, or once"),
            .optional("vat", .decimal, "Percent; absent when the CPO names none"),
            .field("step_size", .integer, "Billed quantities are multiples of so many Wh or seconds; 0 for exact"),
        ])
}
