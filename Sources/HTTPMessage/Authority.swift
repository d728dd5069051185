/// `host [":" port]` as it stands in a URL and in a Host field (RFC 3986 §3.2, RFC 9110 §7.2).
enum Authority {
    /// The lower-cased host without brackets and the port, if one is given; nil when it is malformed.
    ///
    /// An empty host is returned as such: whether that is allowed is the caller's rule.
    static func split(_ bytes: some BidirectionalCollection<UInt8>) -> (host: String, port: UInt16?)? {
        let bytes = Array(bytes)
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            let inside = bytes[1..<end]
            guard inside.contains(UInt8(ascii: ":")),
                inside.allSatisfy({ $0.hexDigitValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }),
                let port = port(bytes[(end + 1)...])
            else { return nil }
            return (lowercased(inside), port)
        }
        let name = bytes.prefix { $0 != UInt8(ascii: ":") }
        guard name.allSatisfy(isNameCharacter), let port = port(bytes[name.endIndex...]) else { return nil }
        return (lowercased(name), port)
    }

    /// Whether it is a host, not empty, with or without a port.
    static func isWhole(_ text: String) -> Bool {
        split(text.utf8).map { !$0.host.isEmpty } ?? false
    }

    /// Whether it certainly is: letters, digits, dots and hyphens, and at most four digits of port. Costs no allocation.
    static func isPlainName(_ text: String) -> Bool {
        var nameCount = 0
        var portCount = -1
        for byte in text.utf8 {
            if portCount >= 0 {
                guard byte.isDigit else { return false }
                portCount += 1
            } else if byte == UInt8(ascii: ":") {
                portCount = 0
            } else {
                guard byte.isUnreserved else { return false }
                nameCount += 1
            }
        }
        return nameCount > 0 && portCount <= 4
    }

    /// `.some(nil)` for nothing or a lone colon, nil when malformed.
    private static func port(_ bytes: ArraySlice<UInt8>) -> UInt16?? {
        guard let colon = bytes.first else { return .some(nil) }
        let digits = bytes.dropFirst()
        guard colon == UInt8(ascii: ":"), digits.count <= 5, digits.allSatisfy(\.isDigit) else { return nil }
        if digits.isEmpty { return .some(nil) }
        let value = digits.reduce(0) { $0 * 10 + UInt32($1 - 0x30) }
        return UInt16(exactly: value).map { .some($0) }
    }

    // reg-name without percent-encoding: no name that resolves needs it.
    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        byte.isUnreserved || byte == 0x21 || byte == 0x24 || (0x26...0x2c).contains(byte) || byte == 0x3b
            || byte == 0x3d
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map(\.asciiLowercased), as: UTF8.self)
    }
}
