/// Why bytes are not JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        case tooLarge(limit: Int)
        case tooDeep(limit: Int)
        case tooManyMembers(limit: Int)
        case stringTooLong(limit: Int)
        case unexpectedEnd
        case unexpectedByte(UInt8, expected: String)
        case duplicateName(String)
        case badNumber
        case badEscape
        case loneSurrogate
        case controlCharacter
        case notUTF8
        case byteOrderMark
        case trailingBytes
        case noSuchMember(String)
        case notAnArray
    }

    public let reason: Reason
    /// Byte offset from 0.
    public let offset: Int
    /// From 1; lines end with LF, columns count bytes.
    public let line: Int
    public let column: Int

    public var description: String { "line \(line), column \(column): \(sentence)" }

    private var sentence: String {
        switch reason {
        case .tooLarge(let limit): "the document is larger than \(limit) bytes"
        case .tooDeep(let limit): "nested more than \(limit) levels deep"
        case .tooManyMembers(let limit): "more than \(limit) members in one object or array"
        case .stringTooLong(let limit): "a string longer than \(limit) bytes"
        case .unexpectedEnd: "the document ends too early"
        case .unexpectedByte(let byte, let expected): "found \(Self.shown(byte)) where \(expected) is expected"
        case .duplicateName(let name): "the name \(Self.shown(name)) stands twice in one object"
        case .badNumber: "not a number (RFC 8259 §6)"
        case .badEscape: "an unknown escape in a string"
        case .loneSurrogate: "half of a surrogate pair in a string"
        case .controlCharacter: "a raw control character in a string"
        case .notUTF8: "bytes that are not UTF-8"
        case .byteOrderMark: "a byte order mark before the document"
        case .trailingBytes: "something follows the document"
        case .noSuchMember(let name): "there is no member \(Self.shown(name))"
        case .notAnArray: "the value is not an array"
        }
    }

    private static func shown(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    }

    static func shown(_ text: String) -> String {
        let clean = text.unicodeScalars.prefix(40).map { (0x20...0x7E).contains($0.value) ? Character($0) : "?" }
        return "\"\(String(clean))\""
    }
}
