import Digest

/// How a token is written behind `Authorization: Token`.
public enum TokenEncoding: String, Hashable, Sendable, CaseIterable {
    /// What OCPI 2.2.1 asks for.
    case base64
    /// What OCPI 2.1.1 asks for, and what some 2.2.1 partners send.
    case raw
}

/// The `Authorization: Token …` header of OCPI.
///
/// Source: OCPI 2.2.1, transport and format, "Authorization header". The examples in the specification decode to a
/// token with a newline at its end, so a partner who followed them sends one: it is accepted and never sent.
public enum AuthorizationToken {
    /// A reading of the header that may be a token we gave out.
    public struct Candidate: Hashable, Sendable {
        public let token: String
        public let encoding: TokenEncoding
    }

    /// The readings to look up, the most usual first; empty when the header is missing or of another scheme.
    ///
    /// Each is 1..64 printable characters (U+0021..U+007E), as a token must be.
    public static func candidates(header: String?) -> [Candidate] {
        guard let header, header.utf8.count <= 512 else { return [] }
        let scheme = "token "
        guard header.utf8.count > scheme.utf8.count, header.prefix(scheme.count).lowercased() == scheme else {
            return []
        }
        let sent = String(header.dropFirst(scheme.count).drop { $0 == " " })
        var found: [Candidate] = []
        if let bytes = Base64.decode(sent) {
            var text = bytes[...]
            if let last = text.last, last == 0x0A { text = text.dropLast() }
            if let last = text.last, last == 0x0D { text = text.dropLast() }
            if isToken(text) {
                found.append(Candidate(token: String(decoding: text, as: UTF8.self), encoding: .base64))
            }
        }
        if isToken(sent.utf8) {
            found.append(Candidate(token: sent, encoding: .raw))
        }
        return found
    }

    /// The header's value for a token we send.
    public static func header(_ token: String, encoding: TokenEncoding = .base64) -> String {
        switch encoding {
        case .base64: "Token " + Base64.encode(Array(token.utf8))
        case .raw: "Token " + token
        }
    }

    /// Whether the text can be a token: string(64) of printable ASCII without spaces.
    public static func isToken(_ utf8: some Collection<UInt8>) -> Bool {
        (1...64).contains(utf8.count) && utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
