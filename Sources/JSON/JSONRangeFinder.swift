/// Walks a document without building it and remembers where the value at one path lies.
struct JSONRangeFinder {
    struct Found {
        let whole: Range<Int>
        /// Nil when the value is not an array.
        let elements: [Range<Int>]?
    }

    private var scanner: JSONScanner
    private let path: [String]
    private var found: Found?

    init(_ bytes: UnsafeBufferPointer<UInt8>, path: [String], limits: JSONLimits) {
        scanner = JSONScanner(bytes, limits: limits)
        self.path = path
    }

    mutating func document() throws(JSONFault) -> Found {
        try scanner.begin()
        let start = scanner.position
        try value(depth: 0, matched: 0)
        try scanner.end()
        guard let found else { throw JSONFault(.noSuchMember(path.joined(separator: ".")), at: start) }
        return found
    }

    /// `matched` is how many steps of the path led here; nil off the path.
    private mutating func value(depth: Int, matched: Int?) throws(JSONFault) {
        try scanner.countValue()
        let start = scanner.position
        var elements: [Range<Int>]?
        switch scanner.next {
        case UInt8(ascii: "\""): _ = try scanner.scanString()
        case UInt8(ascii: "{"): try object(depth: try scanner.deeper(depth), matched: matched)
        case UInt8(ascii: "["): elements = try array(depth: try scanner.deeper(depth), matched: matched)
        case let byte? where JSONScanner.startsNumber(byte): _ = try scanner.scanNumber()
        case UInt8(ascii: "t"): try scanner.scanWord("true")
        case UInt8(ascii: "f"): try scanner.scanWord("false")
        case UInt8(ascii: "n"): try scanner.scanWord("null")
        default: throw scanner.unexpected("a value")
        }
        if matched == path.count { found = Found(whole: start..<scanner.position, elements: elements) }
    }

    /// The path step that would lead further from here; nil off the path and at its end.
    private func step(_ matched: Int?) -> String? {
        guard let matched, matched < path.count else { return nil }
        return path[matched]
    }

    /// The ranges of the elements when the path ends here.
    private mutating func array(depth: Int, matched: Int?) throws(JSONFault) -> [Range<Int>]? {
        var ranges: [Range<Int>]? = matched == path.count ? [] : nil
        let wanted = step(matched)
        var index = 0
        scanner.position += 1
        scanner.skipWhitespace()
        if scanner.next == UInt8(ascii: "]") {
            scanner.position += 1
            return ranges
        }
        while true {
            let start = scanner.position
            let onPath = wanted != nil && wanted == String(index)
            do {
                try value(depth: depth, matched: onPath ? matched.map { $0 + 1 } : nil)
            } catch {
                throw error.inside(element: index)
            }
            ranges?.append(start..<scanner.position)
            index += 1
            scanner.skipWhitespace()
            switch scanner.next {
            case UInt8(ascii: ","):
                scanner.position += 1
                scanner.skipWhitespace()
            case UInt8(ascii: "]"):
                scanner.position += 1
                return ranges
            default:
                throw scanner.unexpected("',' or ']'")
            }
        }
    }

    private mutating func object(depth: Int, matched: Int?) throws(JSONFault) {
        let wanted = step(matched)
        var seen: Set<String> = []
        var count = 0
        scanner.position += 1
        scanner.skipWhitespace()
        if scanner.next == UInt8(ascii: "}") {
            scanner.position += 1
            return
        }
        while true {
            let start = scanner.position
            let scanned = try scanner.scanString()
            var onPath = false
            if let wanted {
                let name = scanner.text(scanned)
                if !seen.insert(name).inserted { throw JSONFault(.duplicateName(name), at: start) }
                onPath = name == wanted
            }
            count += 1
            if count > scanner.limits.maxMembers {
                throw JSONFault(.tooManyMembers(limit: scanner.limits.maxMembers), at: start)
            }
            scanner.skipWhitespace()
            guard scanner.next == UInt8(ascii: ":") else { throw scanner.unexpected("':'") }
            scanner.position += 1
            scanner.skipWhitespace()
            do {
                try value(depth: depth, matched: onPath ? matched.map { $0 + 1 } : nil)
            } catch {
                throw error.inside(member: scanner.text(scanned))
            }
            scanner.skipWhitespace()
            switch scanner.next {
            case UInt8(ascii: ","):
                scanner.position += 1
                scanner.skipWhitespace()
            case UInt8(ascii: "}"):
                scanner.position += 1
                return
            default:
                throw scanner.unexpected("',' or '}'")
            }
        }
    }
}
