import JSON

/// Writes JSON values as YAML 1.2 in block style, the same bytes for the same value.
///
/// Strings are plain where no YAML reader could take them for something else, otherwise in double quotes with JSON's
/// escapes, which YAML shares.
struct YAMLWriter {
    private(set) var text = ""

    static func text(of value: JSONValue) -> String {
        var writer = YAMLWriter()
        writer.write(value, indent: 0, isMember: false)
        return writer.text
    }

    private mutating func write(_ value: JSONValue, indent: Int, isMember: Bool) {
        switch value {
        case .object(let object) where !object.members.isEmpty:
            if isMember { text += "\n" }
            for (index, member) in object.members.enumerated() {
                // The first member of an object in a list stands on the line of its dash.
                if isMember || index > 0 { text += String(repeating: " ", count: indent) }
                text += Self.scalar(member.name) + ":"
                write(member.value, indent: indent + 2, isMember: true)
            }
        case .array(let elements) where !elements.isEmpty:
            if isMember { text += "\n" }
            for element in elements {
                text += String(repeating: " ", count: indent) + "- "
                write(element, indent: indent + 2, isMember: false)
            }
        default:
            text += (isMember ? " " : "") + Self.leaf(value) + "\n"
        }
    }

    private static func leaf(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.literal
        case .string(let string): scalar(string)
        case .array: "[]"
        case .object: "{}"
        }
    }

    private static func scalar(_ string: String) -> String {
        isPlain(string) ? string : quoted(string)
    }

    /// Begins with a letter or `/`, holds nothing that YAML reads as structure, and is no other type's word.
    private static func isPlain(_ string: String) -> Bool {
        let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        guard let first = string.utf8.first, isLetter(first) || first == UInt8(ascii: "/"),
            !words.contains(string.lowercased()), string.utf8.last != UInt8(ascii: " ")
        else { return false }
        return string.utf8.allSatisfy { byte in
            isLetter(byte) || isDigit(byte) || " _-./,;()+'=".utf8.contains(byte)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func quoted(_ string: String) -> String {
        String(decoding: JSONValue.string(string).serialized(), as: UTF8.self)
    }
}
