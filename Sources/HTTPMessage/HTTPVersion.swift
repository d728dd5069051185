/// The versions of HTTP/1 that are spoken. A higher minor version is treated as 1.1 (RFC 9110 §2.5).
public enum HTTPVersion: Int, Hashable, Comparable, Sendable, CustomStringConvertible {
    case http10
    case http11

    public static func < (a: HTTPVersion, b: HTTPVersion) -> Bool { a.rawValue < b.rawValue }

    public var description: String { self == .http10 ? "HTTP/1.0" : "HTTP/1.1" }
}
