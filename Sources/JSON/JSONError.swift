/// Why a document was refused, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Bytes before the offending one, from 0.
    public let offset: Int
    /// From 1; lines end at LF.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int
    public let reason: Reason
    /// Where in the document: `data[3].id`; empty at the top.
    public let path: String

    public enum Reason: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8, expected: String)
        case trailingBytes
        case byteOrderMark
        case badNumber
        case badEscape
        case loneSurrogate
        case controlCharacter(UInt8)
        case notUTF8
        case duplicateName(String)
        case noSuchMember(String)
        case notAnArray
        case tooLarge(limit: Int)
        case tooDeep(limit: Int)
        case stringTooLong(limit: Int)
        case numberTooLong(limit: Int)
        case tooManyMembers(limit: Int)
        case tooManyValues(limit: Int)
    }

    /// `line 3, column 14, at data[0].id: a string must not hold a raw control character (0x09)`
    public var description: String {
        "line \(line), column \(column)\(path.isEmpty ? "" : ", at \(path)"): \(reason)"
    }
}

extension JSONError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unexpectedEnd: "the document ends too early"
        case .unexpectedByte(let byte, let expected): "expected \(expected), found \(Self.show(byte))"
        case .trailingBytes: "something follows the document"
        case .byteOrderMark: "a byte order mark is not allowed"
        case .badNumber: "not a JSON number"
        case .badEscape: "not a JSON escape"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .controlCharacter(let byte): "a string must not hold a raw control character (\(Self.show(byte)))"
        case .notUTF8: "the bytes are not UTF-8"
        case .duplicateName(let name): "the name \"\(printable(name, limit: 40))\" comes twice in one object"
        case .noSuchMember(let name): "there is no member \"\(printable(name, limit: 40))\""
        case .notAnArray: "expected an array here"
        case .tooLarge(let limit): "the document is longer than \(limit) bytes"
        case .tooDeep(let limit): "more than \(limit) arrays and objects inside one another"
        case .stringTooLong(let limit): "a string is longer than \(limit) bytes"
        case .numberTooLong(let limit): "a number is longer than \(limit) bytes"
        case .tooManyMembers(let limit): "an object has more than \(limit) members"
        case .tooManyValues(let limit): "the document has more than \(limit) values"
        }
    }

    private static func show(_ byte: UInt8) -> String {
        if (0x21...0x7E).contains(byte) { return "'\(Character(UnicodeScalar(byte)))'" }
        return "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
