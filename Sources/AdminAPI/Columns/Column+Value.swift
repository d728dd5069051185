import JSON
import Roaming

extension Column {
    /// Reads the column out of a resource's JSON. Whatever is absent or of another type is `.missing`.
    public func value(in resource: JSONObject) -> ColumnValue {
        switch source {
        case .text(let path): Self.text(at: path, in: resource)
        case .either(let first, let second):
            switch Self.text(at: first, in: resource) {
            case .missing: Self.text(at: second, in: resource)
            case let found: found
            }
        case .decimal(let path):
            if case .string(let text)? = Self.member(path, of: resource), let value = Decimal4(text) {
                .number(value.tenThousandths)
            } else {
                .missing
            }
        case .integer(let path, let tenThousandths): Self.scaled(path, by: tenThousandths, in: resource)
        case .money(let path, let currency): Self.money(path, currency: currency, in: resource)
        case .time(let path):
            if case .string(let text)? = Self.member(path, of: resource), let time = Timestamp(rfc3339: text) {
                .number(time.milliseconds)
            } else {
                .missing
            }
        }
    }

    private static func member(_ path: MemberPath, of object: JSONObject) -> JSONValue? {
        guard let name = path.inner else { return object[path.outer] }
        guard case .object(let inner)? = object[path.outer] else { return nil }
        return inner[name]
    }

    private static func text(at path: MemberPath, in object: JSONObject) -> ColumnValue {
        if let name = path.inner, case .array(let elements)? = object[path.outer] {
            return .list(
                elements.compactMap { element in
                    guard case .object(let inner) = element, case .string(let text)? = inner[name] else { return nil }
                    return text
                })
        }
        switch member(path, of: object) {
        case .string(let text)?: return text.isEmpty ? .missing : .text(text)
        case .bool(let flag)?: return .text(flag ? "yes" : "no")
        case .array(let elements)?:
            return .list(elements.compactMap { if case .string(let text) = $0 { text } else { nil } })
        default: return .missing
        }
    }

    private static func scaled(_ path: MemberPath, by factor: Int64, in object: JSONObject) -> ColumnValue {
        guard case .number(let number)? = member(path, of: object), let value = number.int64 else { return .missing }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        return overflow ? .missing : .number(product)
    }

    /// Ten-thousandths of the major unit; a currency this version does not know counts as having two places.
    private static func money(_ path: MemberPath, currency: MemberPath, in object: JSONObject) -> ColumnValue {
        var exponent = 2
        if case .string(let code)? = member(currency, of: object), let known = Currency(code) {
            exponent = known.exponent
        }
        guard exponent <= 4 else { return .missing }
        return scaled(path, by: (exponent..<4).reduce(1) { factor, _ in factor * 10 }, in: object)
    }
}
