/// Builds the tree of a document, by recursive descent bounded by `JSONLimits.maxDepth`.
struct JSONParser {
    private var scanner: JSONScanner

    /// Above this many members a set, not a walk, finds a name that comes twice.
    private static let walkThreshold = 16

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        scanner = JSONScanner(bytes, limits: limits)
    }

    mutating func document() throws(JSONFault) -> JSONValue {
        try scanner.begin()
        let value = try value(depth: 0)
        try scanner.end()
        return value
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        try scanner.countValue()
        switch scanner.next {
        case UInt8(ascii: "\""):
            return .string(scanner.text(try scanner.scanString()))
        case UInt8(ascii: "{"):
            return .object(try object(depth: try scanner.deeper(depth)))
        case UInt8(ascii: "["):
            return .array(try array(depth: try scanner.deeper(depth)))
        case let byte? where JSONScanner.startsNumber(byte):
            return .number(JSONNumber(checked: scanner.text(try scanner.scanNumber())))
        case UInt8(ascii: "t"):
            try scanner.scanWord("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try scanner.scanWord("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try scanner.scanWord("null")
            return .null
        default:
            throw scanner.unexpected("a value")
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
        var elements: [JSONValue] = []
        scanner.position += 1
        scanner.skipWhitespace()
        if scanner.next == UInt8(ascii: "]") {
            scanner.position += 1
            return elements
        }
        while true {
            do {
                elements.append(try value(depth: depth))
            } catch {
                throw error.inside(element: elements.count)
            }
            scanner.skipWhitespace()
            switch scanner.next {
            case UInt8(ascii: ","):
                scanner.position += 1
                scanner.skipWhitespace()
            case UInt8(ascii: "]"):
                scanner.position += 1
                return elements
            default:
                throw scanner.unexpected("',' or ']'")
            }
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
        var members: [(name: String, value: JSONValue)] = []
        var seen: Set<String> = []
        scanner.position += 1
        scanner.skipWhitespace()
        if scanner.next == UInt8(ascii: "}") {
            scanner.position += 1
            return JSONObject()
        }
        members.reserveCapacity(8)
        while true {
            let start = scanner.position
            let name = scanner.text(try scanner.scanString())
            if isRepeated(name, among: members, seen: &seen) { throw JSONFault(.duplicateName(name), at: start) }
            if members.count == scanner.limits.maxMembers {
                throw JSONFault(.tooManyMembers(limit: scanner.limits.maxMembers), at: start)
            }
            scanner.skipWhitespace()
            guard scanner.next == UInt8(ascii: ":") else { throw scanner.unexpected("':'") }
            scanner.position += 1
            scanner.skipWhitespace()
            do {
                members.append((name, try value(depth: depth)))
            } catch {
                throw error.inside(member: name)
            }
            scanner.skipWhitespace()
            switch scanner.next {
            case UInt8(ascii: ","):
                scanner.position += 1
                scanner.skipWhitespace()
            case UInt8(ascii: "}"):
                scanner.position += 1
                return JSONObject(distinct: members)
            default:
                throw scanner.unexpected("',' or '}'")
            }
        }
    }

    private func isRepeated(
        _ name: String, among members: [(name: String, value: JSONValue)], seen: inout Set<String>
    ) -> Bool {
        if members.count < Self.walkThreshold { return members.contains { $0.name == name } }
        if seen.isEmpty { seen = Set(members.map(\.name)) }
        return !seen.insert(name).inserted
    }
}
