import JSON
import Roaming

/// What OCPI 2.3.0 writes its own way: amounts before taxes with the taxes listed, and tariffs that say whether their
/// prices include tax.
///
/// Source: OCPI 2.3.0, types (Price, TaxAmount) and tariffs (PriceLimit, TaxIncluded).
public enum V230 {
    /// With taxes, the amount is the one before taxes and every tax listed; an empty or missing list is none.
    static func price(_ view: JSONView, _ numbers: inout NumberReader) throws(FieldError) -> Price {
        let net = try numbers.decimal(view, "before_taxes")
        var gross = net.tenThousandths
        if let taxes = view.member("taxes") {
            guard taxes.isArray else { throw taxes.fail("must be an array") }
            for tax in taxes.elements {
                let (sum, overflow) = gross.addingReportingOverflow(try numbers.decimal(tax, "amount").tenThousandths)
                if overflow { throw taxes.fail("must add up to less than 900 trillion") }
                gross = sum
            }
        }
        return Price(excludingVAT: net, includingVAT: Decimal4(tenThousandths: gross))
    }

    static func limit(_ view: JSONView, _ numbers: inout NumberReader) throws(FieldError) -> Price {
        Price(
            excludingVAT: try numbers.decimal(view, "before_taxes"),
            includingVAT: try numbers.optionalDecimal(view, "after_taxes"))
    }

    /// Nil when the tariff does not say, as the specification's own example of a CDR.
    static func tax(_ tariff: JSONView) throws(FieldError) -> TaxTreatment? {
        guard let view = tariff.member("tax_included") else { return nil }
        guard let text = view.stringValue, let tax = TaxTreatment(rawValue: text) else {
            throw view.fail("must be YES, NO or N/A")
        }
        return tax
    }
}
