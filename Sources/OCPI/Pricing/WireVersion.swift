import JSON
import Roaming

/// A version of OCPI whose CDRs and tariffs can be priced, with what its wire form has to itself.
public enum WireVersion: String, Hashable, Sendable, CaseIterable {
    case v211 = "2.1.1"
    case v221 = "2.2.1"
    case v230 = "2.3.0"

    /// An amount a CDR claims.
    func price(_ view: JSONView, _ numbers: inout NumberReader) throws(FieldError) -> Price {
        switch self {
        case .v211: try V211.price(view, &numbers)
        case .v221: try V221.price(view, &numbers)
        case .v230: try V230.price(view, &numbers)
        }
    }

    /// A tariff's minimum or maximum price.
    func limit(_ view: JSONView, _ numbers: inout NumberReader) throws(FieldError) -> Price {
        switch self {
        case .v211, .v221: try V221.price(view, &numbers)
        case .v230: try V230.limit(view, &numbers)
        }
    }

    /// How the tariff's prices stand to tax; nil where the tariff does not say and must.
    func tax(_ tariff: JSONView) throws(FieldError) -> TaxTreatment? {
        switch self {
        case .v211, .v221: .excluded
        case .v230: try V230.tax(tariff)
        }
    }

    /// What it means that a price component names no VAT.
    var missingVAT: MissingVAT { self == .v221 ? .none : .unknown }

    /// The location a CDR embeds.
    public func location(_ cdr: JSONView) -> JSONView? {
        self == .v211 ? cdr.member("location") ?? cdr.member("cdr_location") : cdr.member("cdr_location")
    }

    /// When the session ended; 2.1.1 changed the field's name after it was published, and both are seen.
    func end(_ cdr: JSONView) -> JSONView? {
        self == .v211 ? cdr.member("stop_date_time") ?? cdr.member("end_date_time") : cdr.member("end_date_time")
    }
}
