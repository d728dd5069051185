/// A value inside a document on a `JSONTape`, looked at in place.
///
/// Valid only inside the `read` that made it: it points into the document's bytes and the tape.
public struct JSONView {
    let tokens: UnsafePointer<JSONToken>
    let bytes: UnsafeBufferPointer<UInt8>
    let index: Int

    @inline(__always)
    init(tokens: UnsafePointer<JSONToken>, bytes: UnsafeBufferPointer<UInt8>, index: Int) {
        self.tokens = tokens
        self.bytes = bytes
        self.index = index
    }

    @inline(__always)
    var token: JSONToken { tokens[index] }

    @inline(__always)
    private func view(_ index: Int) -> JSONView { JSONView(tokens: tokens, bytes: bytes, index: index) }

    public var isNull: Bool { token.kind == .null }
    public var isObject: Bool { token.kind == .object }
    public var isArray: Bool { token.kind == .array }
    public var isString: Bool { token.kind == .string }

    public var boolValue: Bool? {
        switch token.kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// Elements of an array, members of an object, 0 for other values.
    public var count: Int { Int(token.count) }

    /// The bytes as they stand in the document; a string's without its quotes, its escapes not resolved.
    @inline(__always)
    public var raw: UnsafeBufferPointer<UInt8> {
        let token = self.token
        let start = Int(token.start)
        return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(token.length)])
    }

    /// The string's text; nil for other values.
    public var stringValue: String? { token.kind == .string ? text : nil }

    /// The text of a string or name.
    var text: String {
        let token = self.token
        let range = Int(token.start)..<Int(token.start) + Int(token.length)
        return JSONScanner(bytes, limits: .standard).text(
            ScannedString(range: range, hasEscapes: token.hasEscapes, isPlain: token.isPlain))
    }

    /// The bytes of a string that has no escapes; nil for other values, and for strings that have some.
    @inline(__always)
    public var plainString: UnsafeBufferPointer<UInt8>? {
        let token = self.token
        return token.kind == .string && !token.hasEscapes ? raw : nil
    }

    /// The literal of a number; nil for other values.
    @inline(__always)
    public var numberLiteral: UnsafeBufferPointer<UInt8>? { token.kind == .number ? raw : nil }

    /// Whether it is a string with this text, which must be ASCII.
    @inline(__always)
    public func equals(_ text: StaticString) -> Bool {
        token.kind == .string && isNamed(text)
    }

    @inline(__always)
    private func isNamed(_ name: StaticString) -> Bool {
        let token = self.token
        guard token.isPlain else { return isNamedOddly(name) }
        guard Int(token.length) == name.utf8CodeUnitCount else { return false }
        let start = Int(token.start)
        for offset in 0..<name.utf8CodeUnitCount where bytes[start &+ offset] != name.utf8Start[offset] { return false }
        return true
    }

    @inline(never)
    private func isNamedOddly(_ name: StaticString) -> Bool { text == "\(name)" }

    /// The member with this name, which must be ASCII; nil when there is none, when it is null, and for other values.
    @inline(__always)
    public func member(_ name: StaticString) -> JSONView? {
        guard token.kind == .object else { return nil }
        var index = self.index + 1
        for _ in 0..<token.count {
            if view(index).isNamed(name) {
                let value = view(index + 1)
                return value.isNull ? nil : value
            }
            index = Int(tokens[index + 1].end)
        }
        return nil
    }

    /// The elements of an array in order; none for other values.
    public var elements: Elements { Elements(self) }

    /// The members of an object in order; none for other values.
    public var members: Members { Members(self) }

    public struct Elements: Sequence, IteratorProtocol {
        private var following: JSONView
        private var left: Int

        public var underestimatedCount: Int { left }

        @inline(__always)
        fileprivate init(_ view: JSONView) {
            left = view.isArray ? view.count : 0
            following = view.view(view.index + 1)
        }

        @inline(__always)
        public mutating func next() -> JSONView? {
            guard left > 0 else { return nil }
            left -= 1
            let element = following
            following = element.view(Int(element.token.end))
            return element
        }
    }

    public struct Members: Sequence, IteratorProtocol {
        private var name: JSONView
        private var left: Int

        public var underestimatedCount: Int { left }

        fileprivate init(_ view: JSONView) {
            left = view.isObject ? view.count : 0
            name = view.view(view.index + 1)
        }

        public mutating func next() -> (name: JSONView, value: JSONView)? {
            guard left > 0 else { return nil }
            left -= 1
            let member = (name: name, value: name.view(name.index + 1))
            name = name.view(Int(member.value.token.end))
            return member
        }
    }
}
