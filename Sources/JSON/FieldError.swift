/// A member that breaks a rule: which one, which rule, and what it held.
public struct FieldError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path from the document's root: `cdr_token.uid`, `charging_periods[2].start_date_time`.
    public let field: String
    public let rule: String
    /// Shortened and printable; nil when the member is missing or must not be shown.
    public let value: String?

    public init(field: String, rule: String, value: String?) {
        self.field = field
        self.rule = rule
        self.value = value
    }

    public var description: String {
        "\(field.isEmpty ? "the document" : field) \(rule)" + (value.map { " (it is \($0))" } ?? "")
    }
}
