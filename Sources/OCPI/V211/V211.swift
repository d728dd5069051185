import JSON
import Roaming

/// What OCPI 2.1.1 writes its own way: totals are plain numbers without VAT, and nothing says which VAT applies.
///
/// Source: OCPI 2.1.1, modules cdrs and tariffs.
public enum V211 {
    static func price(_ view: JSONView, _ numbers: inout NumberReader) throws(FieldError) -> Price {
        Price(excludingVAT: try numbers.decimal(view))
    }
}
