/// Reads the fields of one object with their types, and names the field, the rule and the value when one is wrong.
///
/// For the `optional…` functions null counts as absent. Values of fields called `token`, `secret`, `password` or
/// `authorization` never appear in errors.
public struct ObjectReader: Sendable {
    public let object: JSONObject
    /// Where this object lies in the document; empty at the top.
    public let path: String

    private static let secretNames: Set<String> = ["token", "secret", "password", "authorization"]

    public init(object: JSONObject, at path: String = "") {
        self.object = object
        self.path = path
    }

    /// - Throws: when the value is not an object.
    public init(_ value: JSONValue, at path: String = "") throws(FieldError) {
        guard case .object(let object) = value else {
            throw FieldError(field: path, rule: "must be an object", found: value)
        }
        self.init(object: object, at: path)
    }

    /// The member as it is, null included; nil when it is absent.
    public func value(_ name: String) -> JSONValue? { object[name] }

    /// The path of a field of this object, from the document's top.
    func path(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// An error about a field of this object, with the value that is there.
    public func fail(_ name: String, rule: String) -> FieldError {
        FieldError(
            field: path(of: name), rule: rule,
            found: Self.secretNames.contains(name.lowercased()) ? nil : object[name])
    }

    private func present(_ name: String) -> JSONValue? {
        guard let value = object[name], value != .null else { return nil }
        return value
    }

    /// Nil when the field is absent or null; an error when `read` finds another type.
    func optional<T>(_ name: String, _ rule: String, _ read: (JSONValue) -> T?) throws(FieldError) -> T? {
        guard let value = present(name) else { return nil }
        guard let result = read(value) else { throw fail(name, rule: rule) }
        return result
    }

    func required<T>(_ name: String, _ value: T?) throws(FieldError) -> T {
        guard let value else { throw fail(name, rule: "is required") }
        return value
    }
}
