import AdminAPI
import CommandLine
import JSON

/// The members of a request's body as options: `content_hash` is `--content-hash`.
enum BodyOptions {
    static func name(_ field: FieldSchema) -> String {
        field.name.map { $0 == "_" ? "-" : String($0) }.joined()
    }

    static func declaration(_ field: FieldSchema) -> OptionDeclaration {
        var choices: [String] = []
        if case .word(let words) = field.type { choices = words }
        let value: String? =
            switch field.type {
            case .flag: nil
            case .list: "A,B,…"
            case .integer, .minorUnits: "N"
            case .dateTime: "TIME"
            default: "TEXT"
            }
        return OptionDeclaration(name(field), field.summary, value: value, choices: choices)
    }

    /// The options that were given, as members of the right JSON types; flags are always there.
    static func values(_ fields: [FieldSchema], _ invocation: Invocation) throws(UsageError) -> JSONObject {
        var object = JSONObject()
        for field in fields {
            let option = name(field)
            switch field.type {
            case .flag: object[field.name] = .bool(invocation.has(option))
            case .list:
                guard let text = invocation.value(option) else { continue }
                object[field.name] = .array(text.split(separator: ",").map { .string(String($0)) })
            case .integer, .minorUnits:
                guard let number = try invocation.integer(option, in: 0...Int.max) else { continue }
                object[field.name] = .number(JSONNumber(Int64(number)))
            default:
                guard let text = invocation.value(option) else { continue }
                object[field.name] = .string(text)
            }
        }
        return object
    }

    /// - Throws: when a member that must be there is not.
    static func check(_ given: JSONObject, _ fields: [FieldSchema]) throws(UsageError) {
        for field in fields where field.isRequired && given[field.name] == nil {
            throw UsageError("--\(name(field)) is missing: \(field.summary)")
        }
    }
}
