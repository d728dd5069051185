import JSON
import Roaming

extension PricingReader {
    /// The tariffs of a list, as published or as a CDR embeds them.
    public mutating func tariffs(_ list: JSONView) throws(FieldError) -> [Tariff] {
        guard list.isArray else { throw list.fail("must be an array") }
        var tariffs: [Tariff] = []
        for view in list.elements { tariffs.append(try tariff(view)) }
        return tariffs
    }

    public mutating func tariff(_ view: JSONView) throws(FieldError) -> Tariff {
        guard view.isObject else { throw view.fail("must be an object") }
        let id = try view.optionalText("id") ?? ""
        var elements: [TariffElement] = []
        for (index, element) in try view.requiredList("elements").enumerated() {
            elements.append(try self.element(element, index, tariff: id))
        }
        if elements.isEmpty { throw view.fail("elements", "must have at least one element") }
        let tax = try version.tax(view)
        if tax == nil { note(.taxIncludedMissing(tariff: id)) }
        return Tariff(
            owner: try view.party() ?? .unstated, id: id, currency: try view.required("currency").currency(),
            type: try view.optionalText("type"), elements: elements,
            minimumPrice: try optionalLimit(view, "min_price"), maximumPrice: try optionalLimit(view, "max_price"),
            validFrom: try view.optionalTimestamp("start_date_time"),
            validTo: try view.optionalTimestamp("end_date_time"), tax: tax ?? .excluded,
            missingVAT: version.missingVAT, lastUpdated: try view.optionalTimestamp("last_updated"))
    }

    /// A component of a type that OCPI does not know is left out, and those after it move up.
    private mutating func element(
        _ view: JSONView, _ index: Int, tariff: String
    ) throws(FieldError) -> TariffElement {
        guard view.isObject else { throw view.fail("must be an object") }
        var components: [PriceComponent] = []
        for component in try view.requiredList("price_components") {
            let type = try component.required("type")
            let name = try type.text()
            guard let dimension = TariffDimension(rawValue: name) else {
                note(.unknownComponent(type: String(name.prefix(40)), tariff: tariff, element: index))
                continue
            }
            let step = try numbers.whole(try component.required("step_size"))
            if step < 0 { throw component.fail("step_size", "must not be negative") }
            components.append(
                PriceComponent(
                    dimension: dimension, price: try numbers.decimal(component, "price"),
                    vat: try numbers.optionalDecimal(component, "vat"), stepSize: step))
        }
        guard let restrictions = view.member("restrictions") else { return TariffElement(components: components) }
        return TariffElement(components: components, restrictions: try self.restrictions(restrictions))
    }
}
