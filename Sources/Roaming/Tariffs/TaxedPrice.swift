/// The price of a component without and with VAT; nil where the tariff does not say.
struct TaxedPrice: Hashable, Sendable {
    let net: ExactNumber?
    let gross: ExactNumber?
}

extension Tariff {
    func taxed(_ component: PriceComponent) -> TaxedPrice {
        let price = ExactNumber(component.price)
        if price == .zero { return TaxedPrice(net: .zero, gross: .zero) }
        switch tax {
        case .notApplicable: return TaxedPrice(net: price, gross: price)
        case .excluded:
            guard let vat = component.vat else {
                return TaxedPrice(net: price, gross: missingVAT == .none ? price : nil)
            }
            return TaxedPrice(net: price, gross: Tariff.factor(vat).flatMap { try? price.multiplied(by: $0) })
        case .included:
            let factor = component.vat.flatMap(Tariff.factor)
            return TaxedPrice(net: factor.flatMap { try? price.divided(by: $0) }, gross: price)
        }
    }

    /// Nil for what is no VAT: minus 100 percent and less, or numbers beyond what can be added up.
    private static func factor(_ vat: Decimal4) -> ExactNumber? {
        guard vat.tenThousandths > -1_000_000,
            case (let above, false) = vat.tenThousandths.addingReportingOverflow(1_000_000)
        else { return nil }
        return ExactNumber(above, over: 1_000_000)
    }
}
