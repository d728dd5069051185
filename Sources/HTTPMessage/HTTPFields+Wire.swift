extension HTTPFields {
    /// Appends "name: value CRLF" for each field.
    ///
    /// - Throws: when a name is no token or a value holds a control character: such a field could end the head
    ///   early and smuggle a second message (RFC 9112 §11.1). `out` then holds part of a head and must be dropped.
    public func write(to out: inout [UInt8]) throws(InvalidField) {
        for field in self {
            guard Self.isName(field.name) else { throw InvalidField(name: field.name) }
            guard Self.isValue(field.value) else { throw InvalidField(name: field.name) }
            out.append(contentsOf: field.name.utf8)
            out.append(0x3a)
            out.append(0x20)
            out.append(contentsOf: field.value.utf8)
            out.append(0x0d)
            out.append(0x0a)
        }
    }

    /// Whether the text is a token (RFC 9110 §5.6.2).
    public static func isName(_ name: String) -> Bool {
        !name.utf8.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter)
    }

    /// Whether the text can stand as a field value: no controls but HTAB.
    public static func isValue(_ value: String) -> Bool {
        value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7f) || $0 == 0x09 }
    }
}

/// A field that must not go on the wire. The value may be secret and is not kept.
public struct InvalidField: Error, Hashable, Sendable {
    public let name: String
}
