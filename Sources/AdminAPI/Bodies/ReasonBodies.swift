import JSON

/// Why something is done; it goes to the audit, and to the partner where that is concerned.
public struct ReasonBody: JSONConvertible {
    public var reason: String

    public init(reason: String) {
        self.reason = reason
    }
}

extension ReasonBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        reason = try reader.words("reason")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("reason", reason)
        return members.json
    }

    public static let schema = Schema(
        "ReasonBody", "Why",
        [
            .field("reason", .text, "In words, 1 to 500 characters")
        ])
}

/// Why something is done, if there is anything to say.
public struct OptionalReasonBody: JSONConvertible {
    public var reason: String?

    public init(reason: String? = nil) {
        self.reason = reason
    }
}

extension OptionalReasonBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        reason = try reader.optionalWords("reason")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("reason", reason)
        return members.json
    }

    public static let schema = Schema(
        "OptionalReasonBody", "Why, if there is anything to say",
        [
            .optional("reason", .text, "In words, at most 500 characters")
        ])
}
