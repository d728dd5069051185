import JSON
import Roaming

extension V221 {
    /// Source: OCPI 2.2.1, types, Price.
    static func price(_ view: JSONView, _ numbers: inout NumberReader) throws(FieldError) -> Roaming.Price {
        Roaming.Price(
            excludingVAT: try numbers.decimal(view, "excl_vat"),
            includingVAT: try numbers.optionalDecimal(view, "incl_vat"))
    }
}
