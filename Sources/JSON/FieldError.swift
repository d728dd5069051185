/// A document that is JSON but not what was asked for: which field, which rule it broke, and what it held.
public struct FieldError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path of the field from the document's top, `charging_periods[2].dimensions`; empty for the document itself.
    public let field: String
    /// What the field must be, to be read after its name: `must be a string`.
    public let rule: String
    /// What was there, cut and made printable; nil when nothing was or when it is a secret.
    public let value: String?

    public init(field: String, rule: String, value: String? = nil) {
        self.field = field
        self.rule = rule
        self.value = value
    }

    /// The value is cut at 60 characters and holds no control character; of arrays and objects only the size is told.
    public init(field: String, rule: String, found: JSONValue?) {
        let shown: String? =
            switch found {
            case nil: nil
            case .array(let elements): "an array of \(elements.count)"
            case .object(let object): "an object of \(object.count)"
            case let value?: printable(value.description, limit: 60)
            }
        self.init(field: field, rule: rule, value: shown)
    }

    /// `currency must have at most 3 characters (it is "EURO")`
    public var description: String {
        "\(field.isEmpty ? "the document" : field) \(rule)" + (value.map { " (it is \($0))" } ?? "")
    }
}
