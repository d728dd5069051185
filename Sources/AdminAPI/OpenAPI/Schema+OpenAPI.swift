import JSON

extension Schema {
    /// The object as JSON Schema (draft 2020-12, which OpenAPI 3.1 uses).
    var openAPI: JSONValue {
        var properties = JSONObject()
        for field in fields {
            var members: JSONObject = [:]
            if case .object(let type) = field.type.openAPI { members = type }
            members["description"] = .string(field.summary)
            properties[field.name] = .object(members)
        }
        var members: JSONObject = ["type": "object", "description": .string(summary)]
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members["required"] = .array(required) }
        members["properties"] = .object(properties)
        return .object(members)
    }
}

extension FieldType {
    var openAPI: JSONValue {
        switch self {
        case .text: ["type": "string"]
        case .word(let words): ["type": "string", "enum": .array(words.map(JSONValue.string))]
        case .openWord(let words): ["type": "string", "examples": .array(words.map(JSONValue.string))]
        case .dateTime: ["type": "string", "format": "date-time"]
        case .party: ["type": "string", "pattern": "^[A-Z0-9]{2}\\*[A-Z0-9]{3}$", "examples": ["NL*FAS"]]
        case .currency: ["type": "string", "pattern": "^[A-Z]{3}$"]
        case .decimal: ["type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,4})?$"]
        case .integer: ["type": "integer", "format": "int64"]
        case .minorUnits: ["type": "integer", "format": "int64", "x-unit": "minor units of the currency"]
        case .flag: ["type": "boolean"]
        case .list(let element): ["type": "array", "items": element.openAPI]
        case .map(let value): ["type": "object", "additionalProperties": value.openAPI]
        case .object(let name): OpenAPIOperation.reference(.schema, name)
        case .anyJSON: [:]
        }
    }
}
