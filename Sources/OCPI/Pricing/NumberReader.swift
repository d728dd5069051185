import JSON
import Roaming

/// Reads numbers to the four decimals OCPI gives them, and remembers the fields where that meant rounding.
struct NumberReader {
    private(set) var roundedFields: [String] = []

    mutating func decimal(_ view: JSONView) throws(FieldError) -> Decimal4 {
        guard let literal = view.numberLiteral else { throw view.fail("must be a number") }
        var rounded = false
        guard let value = Decimal4(literal, wasRounded: &rounded) else {
            throw view.fail("must be a number below 900 trillion")
        }
        if rounded { roundedFields.append(view.path) }
        return value
    }

    mutating func decimal(_ view: JSONView, _ name: StaticString) throws(FieldError) -> Decimal4 {
        guard view.isObject else { throw view.fail("must be an object") }
        guard let member = view.member(name) else { throw view.fail(name, "is required") }
        return try decimal(member)
    }

    mutating func optionalDecimal(_ view: JSONView, _ name: StaticString) throws(FieldError) -> Decimal4? {
        guard let member = view.member(name) else { return nil }
        return try decimal(member)
    }

    /// A whole number; `1.0` is one too.
    mutating func whole(_ view: JSONView) throws(FieldError) -> Int {
        let value = try decimal(view).tenThousandths
        guard value % 10_000 == 0 else { throw view.fail("must be a whole number") }
        return Int(value / 10_000)
    }

    mutating func optionalWhole(_ view: JSONView, _ name: StaticString) throws(FieldError) -> Int? {
        guard let member = view.member(name) else { return nil }
        return try whole(member)
    }
}
