/// Where the hub's log lines go; the program decides the form. Values are short and hold no secrets.
public struct HubLog: Sendable {
    public enum Level: String, Sendable { case info, warning, error }

    let write: @Sendable (Level, String, [String: String]) -> Void

    public init(_ write: @escaping @Sendable (Level, String, [String: String]) -> Void) { self.write = write }

    func info(_ event: String, _ fields: [String: String] = [:]) { write(.info, event, fields) }
    func warning(_ event: String, _ fields: [String: String] = [:]) { write(.warning, event, fields) }
    func error(_ event: String, _ fields: [String: String] = [:]) { write(.error, event, fields) }
}
