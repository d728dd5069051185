import JSON
import Roaming

/// A number of an OCPI object: as it was written, and to the four decimals the specification gives numbers.
///
/// Source: OCPI 2.2.1, types, "number type". Money must be rounded once, from `literal`, never from `decimal`.
public struct Quantity: Hashable, Sendable, CustomStringConvertible {
    /// The JSON number's own text, e.g. "15.342" or "1e3".
    public let literal: String
    /// The value to four decimals, half away from zero.
    public let decimal: Decimal4

    public init?(literal: String) {
        guard JSONNumber(literal: literal) != nil, let decimal = Decimal4(literal) else { return nil }
        self.literal = literal
        self.decimal = decimal
    }

    public init(_ decimal: Decimal4) {
        self.decimal = decimal
        literal = decimal.text
    }

    /// A whole number; it must be below 900 billion, as everything OCPI counts is.
    public init(_ whole: Int) {
        self.init(Decimal4(tenThousandths: Int64(whole) * 10_000))
    }

    public var json: JSONValue {
        JSONNumber(literal: literal).map(JSONValue.number) ?? .null
    }

    public var description: String { literal }
}
