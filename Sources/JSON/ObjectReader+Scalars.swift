extension ObjectReader {
    /// `max` counts Unicode scalars.
    public func string(_ name: String, max: Int? = nil) throws(FieldError) -> String {
        try required(name, optionalString(name, max: max))
    }

    public func optionalString(_ name: String, max: Int? = nil) throws(FieldError) -> String? {
        guard let text = try optional(name, "must be a string", \.stringValue) else { return nil }
        // The count of bytes is at hand and never smaller, so most strings need no walk.
        if let max, text.utf8.count > max, text.unicodeScalars.count > max {
            throw fail(name, rule: "must have at most \(max) characters")
        }
        return text
    }

    public func bool(_ name: String) throws(FieldError) -> Bool { try required(name, optionalBool(name)) }

    public func optionalBool(_ name: String) throws(FieldError) -> Bool? {
        try optional(name, "must be true or false", \.boolValue)
    }

    public func int(_ name: String) throws(FieldError) -> Int { try required(name, optionalInt(name)) }

    /// `1.0` and `1e2` are whole numbers too.
    public func optionalInt(_ name: String) throws(FieldError) -> Int? { try optionalInt64(name).map { Int($0) } }

    public func int64(_ name: String) throws(FieldError) -> Int64 { try required(name, optionalInt64(name)) }

    /// `1.0` and `1e2` are whole numbers too.
    public func optionalInt64(_ name: String) throws(FieldError) -> Int64? {
        try optional(name, "must be a whole number", \.int64Value)
    }

    public func number(_ name: String) throws(FieldError) -> JSONNumber { try required(name, optionalNumber(name)) }

    public func optionalNumber(_ name: String) throws(FieldError) -> JSONNumber? {
        try optional(name, "must be a number", \.numberValue)
    }
}
