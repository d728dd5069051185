/// An absolute http or https URL, taken apart; nothing in it is decoded.
public struct URLReference: Hashable, Sendable, CustomStringConvertible {
    public enum Scheme: String, Hashable, Sendable {
        case http
        case https
    }

    public let scheme: Scheme
    /// Lower-case name or numeric address; an IPv6 address without its brackets.
    public let host: String
    public let port: UInt16
    /// At least "/".
    public let path: String
    /// What follows "?"; nil when there is none.
    public let query: String?

    /// Refuses other schemes, user names, spaces, controls, non-ASCII, broken escapes, ports out of 1...65535;
    /// drops a fragment, which is never sent.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[(colon + 1)...].starts(with: "//".utf8),
            let scheme = Scheme(rawValue: String(decoding: bytes[..<colon], as: UTF8.self).lowercased())
        else { return nil }
        let rest = bytes[(colon + 3)...].prefix { $0 != UInt8(ascii: "#") }
        guard rest.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }), Self.escapesAreWhole(rest)
        else { return nil }
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard let (host, port) = Authority.split(authority), !host.isEmpty, port != 0 else { return nil }
        let target = rest[authority.endIndex...]
        let path = target.prefix { $0 != UInt8(ascii: "?") }
        self.scheme = scheme
        self.host = host
        self.port = port ?? (scheme == .http ? 80 : 443)
        self.path = path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
        query = path.endIndex == target.endIndex ? nil : String(decoding: target[(path.endIndex + 1)...], as: UTF8.self)
    }

    /// The origin-form request target (RFC 9112 §3.2.1).
    public var target: String { query.map { "\(path)?\($0)" } ?? path }

    /// The Host field: the port only when it is not the scheme's own.
    public var hostField: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == (scheme == .http ? 80 : 443) ? name : "\(name):\(port)"
    }

    /// Scheme, host and port: what a connection pool is keyed by.
    public var origin: String { "\(scheme.rawValue)://\(hostField)" }

    public var description: String { origin + target }

    private static func escapesAreWhole(_ bytes: ArraySlice<UInt8>) -> Bool {
        for (index, byte) in zip(bytes.indices, bytes) where byte == UInt8(ascii: "%") {
            guard index + 2 < bytes.endIndex, bytes[index + 1].hexDigitValue != nil,
                bytes[index + 2].hexDigitValue != nil
            else { return false }
        }
        return true
    }
}
