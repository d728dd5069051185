/// One row of the admin API: everything the hub's router, the desk's client and the OpenAPI document need to know.
public struct Route: Hashable, Sendable {
    public enum Method: String, Hashable, Sendable { case get, post, put }

    /// What a caller must have.
    public enum Access: Hashable, Sendable {
        /// Anyone, without a token.
        case open
        /// Any valid token.
        case signedIn
        case kind(Kind)
        case scope(ReadScope)
        case action(ActionName)
    }

    /// Whether `If-Match` must be there. What a partner's traffic changes all the time (sessions, partners, open
    /// windows) is acted on by id alone: a version would be stale before the person has read it.
    public enum Precondition: Hashable, Sendable { case none, optional, required }

    public enum Answer: Hashable, Sendable {
        /// A JSON object of the named schema, with an ETag when it is a single resource.
        case json(String)
        case eventStream
        case text(mediaType: String)
    }

    public let method: Method
    /// With `{name}` for one percent-encoded segment; `/admin/v1` included.
    public let path: String
    /// Unique; OpenAPI's operationId.
    public let operation: String
    public let summary: String
    public let tag: String
    public let access: Access
    public let query: [QueryParameter]
    /// Schema of the request's body.
    public let body: String?
    public let answer: Answer
    public let ifMatch: Precondition
    public let problems: [ProblemCode]

    /// Actions, and only they, need an `Idempotency-Key`.
    public var needsIdempotencyKey: Bool { if case .action = access { true } else { false } }

    /// The names in braces, in order.
    public var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// Roles that may call it; nil when the token alone is enough or none is needed.
    public var roles: Set<Role>? {
        switch access {
        case .open, .signedIn: nil
        case .kind(let kind): kind.readers
        case .scope(let scope): scope.readers
        case .action(let action): Permissions.roles(for: action)
        }
    }

    /// The path with its parameters filled in, each percent-encoded as one segment.
    public func path(_ values: String...) -> String {
        precondition(values.count == pathParameters.count, "\(operation) takes \(pathParameters.count) path values")
        var rest = values[...]
        return path.split(separator: "/").map { segment in
            "/" + (segment.hasPrefix("{") ? PathSegment.encode(rest.removeFirst()) : String(segment))
        }.joined()
    }
}

/// A parameter in the query of a route.
public struct QueryParameter: Hashable, Sendable {
    public let name: String
    public let type: FieldType
    public let summary: String
    public var isRequired = false

    public static let q = QueryParameter(name: "q", type: .text, summary: "Filter, in the console's query grammar")
    public static let sort = QueryParameter(
        name: "sort", type: .text, summary: "Column key, with - in front for descending")
    public static let limit = QueryParameter(name: "limit", type: .integer, summary: "1 to 1000, default 100")
    public static let cursor = QueryParameter(name: "cursor", type: .text, summary: "next of the page before")
    public static let list = [q, sort, limit, cursor]
    public static let paging = [limit, cursor]
}

/// One segment of a path, percent-encoded (RFC 3986 §3.3).
public enum PathSegment {
    /// Everything but unreserved characters is encoded, so `NL*FAS/S1` is one segment: `NL%2AFAS%2FS1`.
    public static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
