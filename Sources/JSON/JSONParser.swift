/// Writes the tokens of a document to a row of them, by recursive descent bounded by `JSONLimits.maxDepth`.
struct JSONParser {
    private var scanner: JSONScanner
    private(set) var tokens: JSONTokenRow
    private(set) var names: JSONNameStack

    /// What the tokens and names held before is forgotten.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits, tokens: JSONTokenRow, names: JSONNameStack) {
        scanner = JSONScanner(bytes, limits: limits)
        self.tokens = tokens
        self.names = names
    }

    mutating func document() throws(JSONFault) {
        tokens.removeAll()
        names.removeAll()
        try scanner.begin()
        try value(depth: 0)
        try scanner.end()
    }

    private mutating func value(depth: Int) throws(JSONFault) {
        try scanner.countValue()
        switch scanner.next {
        case UInt8(ascii: "\""):
            push(try scanner.scanString())
        case UInt8(ascii: "{"):
            try object(depth: try scanner.deeper(depth))
        case UInt8(ascii: "["):
            try array(depth: try scanner.deeper(depth))
        case let byte? where JSONScanner.startsNumber(byte):
            let range = try scanner.scanNumber()
            push(.number, at: range)
        case UInt8(ascii: "t"):
            try word("true", .yes)
        case UInt8(ascii: "f"):
            try word("false", .no)
        case UInt8(ascii: "n"):
            try word("null", .null)
        default:
            throw scanner.unexpected("a value")
        }
    }

    private mutating func word(_ word: StaticString, _ kind: JSONToken.Kind) throws(JSONFault) {
        let start = scanner.position
        try scanner.scanWord(word)
        push(kind, at: start..<scanner.position)
    }

    @inline(__always)
    private mutating func push(_ kind: JSONToken.Kind, at range: Range<Int>) {
        var token = JSONToken(kind, at: range.lowerBound)
        token.length = UInt32(truncatingIfNeeded: range.count)
        token.end = UInt32(truncatingIfNeeded: tokens.count + 1)
        _ = tokens.push(token)
    }

    @inline(__always)
    private mutating func push(_ string: ScannedString) {
        var token = JSONToken(.string, at: string.range.lowerBound)
        token.hasEscapes = string.hasEscapes
        token.isPlain = string.isPlain
        token.length = UInt32(truncatingIfNeeded: string.range.count)
        token.end = UInt32(truncatingIfNeeded: tokens.count + 1)
        _ = tokens.push(token)
    }

    private mutating func array(depth: Int) throws(JSONFault) {
        let start = scanner.position
        let index = tokens.push(JSONToken(.array, at: start))
        var count = 0
        scanner.position += 1
        scanner.skipWhitespace()
        if scanner.next == UInt8(ascii: "]") {
            scanner.position += 1
            return tokens.close(index, members: 0, length: scanner.position - start)
        }
        while true {
            do {
                try value(depth: depth)
            } catch {
                throw error.inside(element: count)
            }
            count += 1
            scanner.skipWhitespace()
            switch scanner.next {
            case UInt8(ascii: ","):
                scanner.position += 1
                scanner.skipWhitespace()
            case UInt8(ascii: "]"):
                scanner.position += 1
                return tokens.close(index, members: count, length: scanner.position - start)
            default:
                throw scanner.unexpected("',' or ']'")
            }
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) {
        let start = scanner.position
        let index = tokens.push(JSONToken(.object, at: start))
        var count = 0
        scanner.position += 1
        scanner.skipWhitespace()
        if scanner.next == UInt8(ascii: "}") {
            scanner.position += 1
            return tokens.close(index, members: 0, length: scanner.position - start)
        }
        var level = names.open()
        while true {
            let nameStart = scanner.position
            let name = try scanner.scanString()
            if !names.add(name, to: &level, in: scanner) {
                throw JSONFault(.duplicateName(scanner.text(name)), at: nameStart)
            }
            if count == scanner.limits.maxMembers {
                throw JSONFault(.tooManyMembers(limit: scanner.limits.maxMembers), at: nameStart)
            }
            push(name)
            scanner.skipWhitespace()
            guard scanner.next == UInt8(ascii: ":") else { throw scanner.unexpected("':'") }
            scanner.position += 1
            scanner.skipWhitespace()
            do {
                try value(depth: depth)
            } catch {
                throw error.inside(member: scanner.text(name))
            }
            count += 1
            scanner.skipWhitespace()
            switch scanner.next {
            case UInt8(ascii: ","):
                scanner.position += 1
                scanner.skipWhitespace()
            case UInt8(ascii: "}"):
                scanner.position += 1
                names.close(level)
                return tokens.close(index, members: count, length: scanner.position - start)
            default:
                throw scanner.unexpected("',' or '}'")
            }
        }
    }
}
