/// A request target taken apart (RFC 9112 §3.2): which form it has, its decoded path and query.
struct RequestTarget {
    let path: [String]
    let query: [(name: String, value: String)]
    /// From the absolute form, where it wins over the Host field (RFC 9112 §3.2.2).
    let authority: String?

    init(_ input: borrowing Span<UInt8>, _ range: Range<Int>, method: HTTPMethod) throws(MessageFault) {
        if method == .CONNECT { throw .connect }
        guard !range.isEmpty else { throw .target }
        if input[range.lowerBound] == UInt8(ascii: "/") {
            authority = nil
            (path, query) = try Self.origin(input, range)
        } else if range.count == 1, input[range.lowerBound] == UInt8(ascii: "*") {
            guard method == .OPTIONS else { throw .target }
            (path, query, authority) = ([], [], nil)
        } else {
            let start = try Self.endOfScheme(input, range)
            var slash = start
            while slash < range.upperBound, input[slash] != UInt8(ascii: "/"), input[slash] != UInt8(ascii: "?") {
                slash += 1
            }
            let bytes = (start..<slash).map { input[$0] }
            guard let (host, _) = Authority.split(bytes), !host.isEmpty else { throw .target }
            authority = String(decoding: bytes, as: UTF8.self)
            if slash == range.upperBound {
                (path, query) = (method == .OPTIONS ? [] : [""], [])
            } else {
                (path, query) = try Self.origin(input, slash..<range.upperBound)
            }
        }
    }

    private static func endOfScheme(
        _ input: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(MessageFault) -> Int {
        let start = range.lowerBound
        if range.count > 7, input.matches(start..<(start + 7), "http://") { return start + 7 }
        if range.count > 8, input.matches(start..<(start + 8), "https://") { return start + 8 }
        throw .target
    }

    private static func origin(
        _ input: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(MessageFault) -> ([String], [(name: String, value: String)]) {
        var path: [String] = []
        var start = range.lowerBound
        if input[start] == UInt8(ascii: "/") { start += 1 }
        var index = start
        var hasEscape = false
        while true {
            let byte = index < range.upperBound ? input[index] : UInt8(ascii: "?")
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "?"):
                path.append(try segment(input, start..<index, hasEscape: hasEscape))
                (start, hasEscape) = (index + 1, false)
                if byte == UInt8(ascii: "?") {
                    if start >= range.upperBound { return (path, []) }
                    return (path, try query(input, start..<range.upperBound))
                }
            case UInt8(ascii: "%"): hasEscape = true
            case UInt8(ascii: "#"): throw .target
            default: break
            }
            index += 1
        }
    }

    /// Decoded once, after splitting, so that "%2F" stays inside its segment.
    private static func segment(
        _ input: borrowing Span<UInt8>, _ range: Range<Int>, hasEscape: Bool
    ) throws(MessageFault) -> String {
        guard var text = input.text(range) else { throw .target }
        if hasEscape {
            guard let decoded = PercentCoding.decode(text),
                decoded.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f })
            else { throw .targetEscape }
            text = decoded
        }
        if text == "." || text == ".." { throw .dotSegment }
        return text
    }

    private static func query(
        _ input: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(MessageFault) -> [(name: String, value: String)] {
        guard let text = input.text(range), !text.utf8.contains(UInt8(ascii: "#")) else { throw .target }
        var items: [(name: String, value: String)] = []
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            let value = part.dropFirst(name.count + 1)
            guard let decodedName = PercentCoding.decode(name, plusIsSpace: true),
                let decodedValue = PercentCoding.decode(value, plusIsSpace: true)
            else { throw .targetEscape }
            items.append((decodedName, decodedValue))
        }
        return items
    }
}
