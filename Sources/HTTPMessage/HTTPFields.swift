/// Header fields in the order they came, names as they were written; look-ups ignore the case of ASCII letters.
///
/// Building one checks nothing: the writers refuse to put a name that is no token, or a value with CR, LF, NUL
/// or another control character, on the wire (RFC 9112 §11.1).
public struct HTTPFields: Hashable, Sendable, Sequence, ExpressibleByDictionaryLiteral {
    public struct Field: Hashable, Sendable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    private var fields: [Field] = []

    public init() {}

    public init(_ fields: [(name: String, value: String)]) {
        self.fields = fields.map { Field(name: $0.name, value: $0.value) }
    }

    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    public var count: Int { fields.count }
    public var isEmpty: Bool { fields.isEmpty }

    public func makeIterator() -> IndexingIterator<[Field]> { fields.makeIterator() }

    /// The value of the first field with this name.
    public func first(_ name: String) -> String? {
        for field in fields where Self.sameName(field.name, name) { return field.value }
        return nil
    }

    /// The values of every field with this name, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { Self.sameName($0.name, name) }.map(\.value)
    }

    public func contains(_ name: String) -> Bool { first(name) != nil }

    /// Adds a field after the others, also when one of that name is there.
    public mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    public mutating func append(contentsOf other: HTTPFields) {
        fields.append(contentsOf: other.fields)
    }

    /// Leaves exactly one field with this name: at the place of the first one, or at the end.
    public mutating func set(_ name: String, _ value: String) {
        guard let place = fields.firstIndex(where: { Self.sameName($0.name, name) }) else {
            append(name, value)
            return
        }
        fields[place] = Field(name: name, value: value)
        var index = fields.count - 1
        while index > place {
            if Self.sameName(fields[index].name, name) { fields.remove(at: index) }
            index -= 1
        }
    }

    public mutating func remove(_ name: String) {
        fields.removeAll { Self.sameName($0.name, name) }
    }

    mutating func reserve(_ count: Int) { fields.reserveCapacity(count) }

    /// Whether two field names are the same name.
    public static func sameName(_ a: String, _ b: String) -> Bool {
        let (a, b) = (a.utf8, b.utf8)
        guard a.count == b.count else { return false }
        var other = b.makeIterator()
        for byte in a where byte.asciiLowercased != other.next()?.asciiLowercased { return false }
        return true
    }
}

extension UInt8 {
    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5a ? self | 0x20 : self }
}
