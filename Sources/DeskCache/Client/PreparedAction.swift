import AdminAPI
import HTTPMessage
import JSON

/// An action as a person confirmed it, with the key that makes it happen once however often it is sent.
///
/// Keep the value while its outcome is unknown and perform it again: the hub answers with the first outcome.
public struct PreparedAction: Hashable, Sendable {
    public let action: ActionName
    public let method: HTTPMethod
    public let path: String
    public let body: JSONValue?
    /// Version that was seen.
    public let ifMatch: Int?
    public let idempotencyKey: String

    /// - Parameters:
    ///   - target: id for the route's path, when it has one.
    ///   - version: what the person saw; sent where the route looks at it.
    public init(
        _ action: ActionName, target: String? = nil, version: Int? = nil, body: (any JSONConvertible)? = nil,
        idempotencyKey: String = IdempotencyKey.random()
    ) {
        let route = RouteTable.route(for: action)
        self.init(
            action, method: HTTPMethod(rawValue: route.method.rawValue.uppercased()),
            path: target.map { route.path($0) } ?? route.path, body: body?.json,
            ifMatch: route.ifMatch == .none ? nil : version, idempotencyKey: idempotencyKey)
    }

    /// From an action that was put together elsewhere.
    public init(
        _ action: ActionName, method: HTTPMethod, path: String, body: JSONValue?, ifMatch: Int?, idempotencyKey: String
    ) {
        self.action = action
        self.method = method
        self.path = path
        self.body = body
        self.ifMatch = ifMatch
        self.idempotencyKey = idempotencyKey
    }
}

public enum IdempotencyKey {
    /// 128 random bits in hex.
    public static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
