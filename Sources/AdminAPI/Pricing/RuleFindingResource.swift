import JSON

/// What one price rule says about a version of a tariff.
public struct RuleFindingResource: JSONConvertible {
    /// Name of the rule, `AFIR-KWH`.
    public var code: String
    public var severity: Severity
    public var text: String
    /// The paragraph of law or specification that asks for it.
    public var citation: String?
    /// From 0; absent when it is about the whole tariff.
    public var element: Int?
    public var component: Int?

    /// From the mildest.
    public enum Severity: String, CaseIterable, Hashable, Sendable {
        case info
        case warn
        case error
    }

    public init(
        code: String, severity: Severity, text: String, citation: String? = nil, element: Int? = nil,
        component: Int? = nil
    ) {
        self.code = code
        self.severity = severity
        self.text = text
        self.citation = citation
        self.element = element
        self.component = component
    }
}

extension RuleFindingResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        code = try reader.string("code")
        severity = try reader.choice("severity")
        text = try reader.string("text")
        citation = try reader.optionalString("citation")
        element = try reader.optionalInt("element")
        component = try reader.optionalInt("component")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("code", code)
        members.add("severity", severity.rawValue)
        members.add("text", text)
        members.add("citation", citation)
        members.add("element", element)
        members.add("component", component)
        return members.json
    }

    public static let schema = Schema(
        "RuleFinding", "What one price rule says about a tariff",
        [
            .field("code", .text, "Name of the rule"),
            .field("severity", .word(Severity.allCases.map(\.rawValue)), "How bad it is"),
            .field("text", .text, "In words"),
            .optional("citation", .text, "What asks for it"),
            .optional("element", .integer, "Index of the element it is about"),
            .optional("component", .integer, "Index of the component in that element"),
        ])
}
