/// Reads typed members out of an object; every error names field, rule and value.
///
/// A JSON null counts as absent for the optional readers and for lists.
public struct ObjectReader: Sendable {
    public let object: JSONObject
    public let path: String

    public init(_ value: JSONValue, at path: String = "") throws(FieldError) {
        guard case .object(let object) = value else {
            throw FieldError(field: path, rule: "must be an object", value: Self.shown(value))
        }
        self.object = object
        self.path = path
    }

    /// The member as it is, null included.
    public func value(_ name: String) -> JSONValue? { object[name] }

    /// An error about a member of this object.
    public func fail(_ name: String, rule: String) -> FieldError {
        FieldError(field: full(name), rule: rule, value: object[name].map(Self.shown))
    }

    /// - Parameter max: the most characters (Unicode scalars) allowed.
    public func string(_ name: String, max: Int? = nil) throws(FieldError) -> String {
        guard case .string(let text) = try required(name) else { throw fail(name, rule: "must be a string") }
        if let max, text.unicodeScalars.count > max { throw fail(name, rule: "must have at most \(max) characters") }
        return text
    }

    public func optionalString(_ name: String, max: Int? = nil) throws(FieldError) -> String? {
        isAbsent(name) ? nil : try string(name, max: max)
    }

    public func int64(_ name: String) throws(FieldError) -> Int64 {
        guard case .number(let number) = try required(name), let value = number.int64 else {
            throw fail(name, rule: "must be a whole number")
        }
        return value
    }

    public func optionalInt64(_ name: String) throws(FieldError) -> Int64? {
        isAbsent(name) ? nil : try int64(name)
    }

    public func int(_ name: String) throws(FieldError) -> Int { Int(try int64(name)) }

    public func optionalInt(_ name: String) throws(FieldError) -> Int? { isAbsent(name) ? nil : try int(name) }

    public func bool(_ name: String) throws(FieldError) -> Bool {
        guard case .bool(let flag) = try required(name) else { throw fail(name, rule: "must be true or false") }
        return flag
    }

    public func optionalBool(_ name: String) throws(FieldError) -> Bool? { isAbsent(name) ? nil : try bool(name) }

    public func number(_ name: String) throws(FieldError) -> JSONNumber {
        guard case .number(let number) = try required(name) else { throw fail(name, rule: "must be a number") }
        return number
    }

    public func optionalNumber(_ name: String) throws(FieldError) -> JSONNumber? {
        isAbsent(name) ? nil : try number(name)
    }

    public func array(_ name: String) throws(FieldError) -> [JSONValue] {
        guard case .array(let items) = try required(name) else { throw fail(name, rule: "must be an array") }
        return items
    }

    public func optionalArray(_ name: String) throws(FieldError) -> [JSONValue]? {
        isAbsent(name) ? nil : try array(name)
    }

    public func object(_ name: String) throws(FieldError) -> ObjectReader {
        try ObjectReader(try required(name), at: full(name))
    }

    public func optionalObject(_ name: String) throws(FieldError) -> ObjectReader? {
        isAbsent(name) ? nil : try object(name)
    }

    /// The elements of an array, each of which must be an object.
    public func objects(_ name: String) throws(FieldError) -> [ObjectReader] {
        var readers: [ObjectReader] = []
        for (index, item) in try array(name).enumerated() {
            readers.append(try ObjectReader(item, at: "\(full(name))[\(index)]"))
        }
        return readers
    }

    public func optionalObjects(_ name: String) throws(FieldError) -> [ObjectReader]? {
        isAbsent(name) ? nil : try objects(name)
    }

    private func required(_ name: String) throws(FieldError) -> JSONValue {
        guard let value = object[name], value != .null else {
            throw FieldError(field: full(name), rule: "is required", value: object[name].map(Self.shown))
        }
        return value
    }

    private func isAbsent(_ name: String) -> Bool {
        switch object[name] {
        case nil, .null?: true
        default: false
        }
    }

    private func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// At most 60 printable characters of the value.
    private static func shown(_ value: JSONValue) -> String {
        switch value {
        case .array(let items): return "an array of \(items.count)"
        case .object(let object): return "an object of \(object.members.count)"
        default:
            let text = String(decoding: value.serialized(), as: UTF8.self)
            let clean = text.unicodeScalars.map { (0x20...0x7E).contains($0.value) ? Character($0) : "?" }
            return clean.count <= 60 ? String(clean) : String(clean.prefix(59)) + "…"
        }
    }
}
