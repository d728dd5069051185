/// A line being typed: its text and the cursor in it. Length is bounded, control characters never get in.
public struct TextField: Hashable, Sendable {
    public private(set) var scalars: [Unicode.Scalar]
    /// 0...scalars.count
    public private(set) var cursor: Int
    public let limit: Int

    public init(_ text: String = "", limit: Int = 400) {
        scalars = Array(text.unicodeScalars)
        cursor = scalars.count
        self.limit = limit
    }

    public var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    public var isEmpty: Bool { scalars.isEmpty }

    public mutating func set(_ text: String) {
        scalars = Array(text.unicodeScalars.prefix(limit))
        cursor = scalars.count
    }

    /// Puts in what may stand in a line; the filter's characters are left out, line ends become spaces.
    public mutating func insert(_ text: String) {
        for scalar in text.unicodeScalars where scalars.count < limit {
            let value = scalar.value
            if value == 0x0A || value == 0x0D || value == 0x09 {
                add(" ")
            } else if value >= 0x20, value != 0x7F, !(0x80..<0xA0).contains(value), !SafeText.isInvisible(scalar) {
                add(scalar)
            }
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        scalars.insert(scalar, at: cursor)
        cursor += 1
    }

    /// Handles an editing key; false when the key is not for a text field.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .char(let scalar): insert(String(scalar))
        case .backspace: if cursor > 0 { remove(cursor - 1..<cursor) }
        case .delete, .ctrl("d"): if cursor < scalars.count { remove(cursor..<cursor + 1) }
        case .left, .ctrl("b"): cursor = max(0, cursor - 1)
        case .right, .ctrl("f"): cursor = min(scalars.count, cursor + 1)
        case .home, .ctrl("a"): cursor = 0
        case .end, .ctrl("e"): cursor = scalars.count
        case .ctrl("u"): remove(0..<cursor)
        case .ctrl("k"): remove(cursor..<scalars.count)
        case .ctrl("w"): remove(wordStart..<cursor)
        default: return false
        }
        return true
    }

    private mutating func remove(_ range: Range<Int>) {
        scalars.removeSubrange(range)
        cursor = range.lowerBound
    }

    private var wordStart: Int {
        var start = cursor
        while start > 0, scalars[start - 1] == " " { start -= 1 }
        while start > 0, scalars[start - 1] != " " { start -= 1 }
        return start
    }

    /// The word the cursor ends, and where it begins.
    var word: (start: Int, text: String) {
        var start = cursor
        while start > 0, scalars[start - 1] != " " { start -= 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<cursor])
        return (start, String(view))
    }

    /// Replaces the word before the cursor: a completion.
    mutating func replaceWord(_ text: String) {
        let start = word.start
        remove(start..<cursor)
        insert(text)
    }
}
