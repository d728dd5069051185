/// Writes JSON into one growing array, straight from values, without building a tree.
///
/// Commas, colons and indentation are placed by the writer. The caller keeps the order: in an object a `name`
/// before each value; one `end…` for each `begin…`.
public struct JSONWriter: Sendable {
    public internal(set) var bytes: [UInt8] = []
    private let pretty: Bool
    private var depth = 0
    private var needsComma = false
    private var followsName = false

    public init(pretty: Bool = false, capacity: Int = 256) {
        self.pretty = pretty
        bytes.reserveCapacity(capacity)
    }

    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    public mutating func name(_ name: String) {
        prepare()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if pretty { bytes.append(0x20) }
        followsName = true
    }

    public mutating func string(_ value: String) {
        prepare()
        quote(value)
        needsComma = true
    }

    public mutating func number(_ value: JSONNumber) { plain(value.literal) }
    public mutating func number(_ value: Int64) { plain(String(value)) }
    public mutating func number(_ value: Int) { plain(String(value)) }
    public mutating func bool(_ value: Bool) { plain(value ? "true" : "false") }
    public mutating func null() { plain("null") }

    /// Bytes that are one JSON value already; they are not checked.
    public mutating func raw(_ value: some Collection<UInt8>) {
        prepare()
        bytes.append(contentsOf: value)
        needsComma = true
    }

    /// Ends a document and its line; the next one begins on a line of its own, as in JSON Lines.
    public mutating func endLine() {
        precondition(depth == 0 && !followsName, "JSONWriter: a line ends inside a document")
        bytes.append(0x0A)
        needsComma = false
    }

    public mutating func value(_ value: JSONValue, sortedKeys: Bool = false) {
        switch value {
        case .null: null()
        case .bool(let bool): self.bool(bool)
        case .number(let number): self.number(number)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element, sortedKeys: sortedKeys) }
            endArray()
        case .object(let object):
            beginObject()
            let members =
                sortedKeys
                ? object.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } : object.members
            for (name, member) in members {
                self.name(name)
                self.value(member, sortedKeys: sortedKeys)
            }
            endObject()
        }
    }

    private mutating func plain(_ text: String) {
        prepare()
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    @inline(__always)
    private mutating func prepare() {
        if followsName {
            followsName = false
        } else if needsComma {
            bytes.append(UInt8(ascii: ","))
            if pretty { newLine() }
        } else if pretty, depth > 0 {
            newLine()
        }
        needsComma = false
    }

    private mutating func open(_ bracket: UInt8) {
        prepare()
        bytes.append(bracket)
        depth += 1
    }

    private mutating func close(_ bracket: UInt8) {
        precondition(depth > 0 && !followsName, "JSONWriter: an end without its begin, or a name without its value")
        depth -= 1
        if pretty, needsComma { newLine() }
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func newLine() {
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }
}
