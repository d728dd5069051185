/// Strict reading (RFC 8259, RFC 7493 where it is stricter): UTF-8, unique names, no byte order mark, no comments,
/// no trailing comma, no lone surrogates.
public enum JSON {
    /// Reads one document that fills the bytes but for white space.
    public static func parse(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) -> JSONValue {
        try whole(bytes, limits) { (scanner) throws(JSONError) in try scanner.value(depth: 0) }
    }

    /// Where each element of the array at `path` lies in the bytes, so that it can be kept as it came.
    public static func ranges(
        ofElementsAt path: [String], in bytes: [UInt8], limits: JSONLimits = .standard
    ) throws(JSONError) -> [Range<Int>] {
        try whole(bytes, limits) { (scanner) throws(JSONError) in
            try scanner.find(path[...]) { (scanner) throws(JSONError) in try scanner.elementRanges() }
        }
    }

    /// Where the value at `path` lies in the bytes; an empty path is the document without its white space.
    public static func range(
        at path: [String], in bytes: [UInt8], limits: JSONLimits = .standard
    ) throws(JSONError) -> Range<Int> {
        try whole(bytes, limits) { (scanner) throws(JSONError) in
            try scanner.find(path[...]) { (scanner) throws(JSONError) in try scanner.valueRange() }
        }
    }

    private static func whole<T>(
        _ bytes: [UInt8], _ limits: JSONLimits, _ read: (inout Scanner) throws(JSONError) -> T
    ) throws(JSONError) -> T {
        let result: Result<T, JSONError> = bytes.withUnsafeBufferPointer { buffer in
            var scanner = Scanner(bytes: buffer, limits: limits)
            do throws(JSONError) {
                try scanner.begin()
                let value = try read(&scanner)
                try scanner.finish()
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

/// One pass over the bytes; the index is always at the next byte to read.
struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits
    var index = 0

    init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func begin() throws(JSONError) {
        if bytes.count > limits.maxBytes { throw error(.tooLarge(limit: limits.maxBytes)) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw error(.byteOrderMark) }
        skipSpace()
    }

    mutating func finish() throws(JSONError) {
        skipSpace()
        if index < bytes.count { throw error(.trailingBytes) }
    }

    func error(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
        let offset = offset ?? index
        var line = 1
        var start = 0
        for position in 0..<min(offset, bytes.count) where bytes[position] == 0x0A {
            line += 1
            start = position + 1
        }
        return JSONError(reason: reason, offset: offset, line: line, column: offset - start + 1)
    }

    mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    func peek(_ expected: String) throws(JSONError) -> UInt8 {
        guard index < bytes.count else { throw error(.unexpectedEnd) }
        return bytes[index]
    }

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        switch try peek("a value") {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal("null")
            return .null
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
        case let byte: throw error(.unexpectedByte(byte, expected: "a value"))
        }
    }

    private mutating func literal(_ word: StaticString) throws(JSONError) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard index < bytes.count else { throw error(.unexpectedEnd) }
            guard bytes[index] == word.utf8Start[offset] else {
                throw error(.unexpectedByte(bytes[index], expected: "\(word)"))
            }
            index += 1
        }
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        let start = index
        let end = JSONNumber.end(of: bytes, from: start)
        guard end > start else { throw error(.badNumber) }
        guard end - start <= 1024 else { throw error(.stringTooLong(limit: 1024)) }
        index = end
        return JSONNumber(checked: String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
        var items: [JSONValue] = []
        try elements(depth: depth) { (scanner) throws(JSONError) in items.append(try scanner.value(depth: depth)) }
        return items
    }

    /// Walks an array; the body reads one element each time.
    mutating func elements(
        depth: Int, _ body: (inout Scanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        if depth > limits.maxDepth { throw error(.tooDeep(limit: limits.maxDepth)) }
        index += 1
        skipSpace()
        if try peek("]") == UInt8(ascii: "]") {
            index += 1
            return
        }
        var count = 0
        while true {
            count += 1
            if count > limits.maxMembers { throw error(.tooManyMembers(limit: limits.maxMembers)) }
            try body(&self)
            skipSpace()
            switch try peek("',' or ']'") {
            case UInt8(ascii: ","):
                index += 1
                skipSpace()
            case UInt8(ascii: "]"):
                index += 1
                return
            case let byte: throw error(.unexpectedByte(byte, expected: "',' or ']'"))
            }
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        var members: [JSONObject.Member] = []
        var names: Set<String> = []
        try eachMember(depth: depth) { (scanner, name, at) throws(JSONError) in
            // A scan is quicker than a set while the object is small.
            let isKnown =
                members.count < 24
                ? members.contains { $0.name == name }
                : {
                    if names.isEmpty { names = Set(members.map(\.name)) }
                    return !names.insert(name).inserted
                }()
            if isKnown { throw scanner.error(.duplicateName(name), at: at) }
            members.append((name, try scanner.value(depth: depth)))
        }
        return JSONObject(uniqueMembers: members)
    }

    /// Walks an object; the body gets each name and its offset, and reads the value.
    mutating func eachMember(
        depth: Int, _ body: (inout Scanner, String, Int) throws(JSONError) -> Void
    ) throws(JSONError) {
        if depth > limits.maxDepth { throw error(.tooDeep(limit: limits.maxDepth)) }
        index += 1
        skipSpace()
        if try peek("}") == UInt8(ascii: "}") {
            index += 1
            return
        }
        var count = 0
        while true {
            count += 1
            if count > limits.maxMembers { throw error(.tooManyMembers(limit: limits.maxMembers)) }
            let at = index
            guard try peek("a name") == UInt8(ascii: "\"") else {
                throw error(.unexpectedByte(bytes[index], expected: "a name in quotes"))
            }
            let name = try string()
            skipSpace()
            guard try peek("':'") == UInt8(ascii: ":") else {
                throw error(.unexpectedByte(bytes[index], expected: "':'"))
            }
            index += 1
            skipSpace()
            try body(&self, name, at)
            skipSpace()
            switch try peek("',' or '}'") {
            case UInt8(ascii: ","):
                index += 1
                skipSpace()
            case UInt8(ascii: "}"):
                index += 1
                return
            case let byte: throw error(.unexpectedByte(byte, expected: "',' or '}'"))
            }
        }
    }

    mutating func valueRange() throws(JSONError) -> Range<Int> {
        let start = index
        _ = try value(depth: 0)
        return start..<index
    }

    mutating func elementRanges() throws(JSONError) -> [Range<Int>] {
        guard try peek("[") == UInt8(ascii: "[") else { throw error(.notAnArray) }
        var ranges: [Range<Int>] = []
        try elements(depth: 1) { (scanner) throws(JSONError) in ranges.append(try scanner.valueRange()) }
        return ranges
    }

    /// Reads the whole document and hands the value at the path to `read`.
    mutating func find<T>(
        _ path: ArraySlice<String>, _ read: (inout Scanner) throws(JSONError) -> T
    ) throws(JSONError) -> T {
        guard let name = path.first else { return try read(&self) }
        let start = index
        guard try peek("{") == UInt8(ascii: "{") else { throw error(.noSuchMember(name)) }
        var found: T?
        try eachMember(depth: 1) { (scanner, member, _) throws(JSONError) in
            if member == name, found == nil {
                found = try scanner.find(path.dropFirst(), read)
            } else {
                _ = try scanner.value(depth: 1)
            }
        }
        guard let found else { throw error(.noSuchMember(name), at: start) }
        return found
    }
}
