/// One field line cut into name and value: `name ":" OWS value OWS` (RFC 9112 §5).
struct FieldLine {
    let name: Range<Int>
    let value: Range<Int>

    /// - Parameter isFirst: whether a leading space would stand before any field (else it is a folded line).
    init(_ input: borrowing Span<UInt8>, _ line: Range<Int>, isFirst: Bool) throws(MessageFault) {
        var colon = line.lowerBound
        while colon < line.upperBound, input[colon].isTokenCharacter { colon += 1 }
        guard colon < line.upperBound else { throw .fieldWithoutColon }
        guard input[colon] == UInt8(ascii: ":") else {
            guard Self.isSpace(input[colon]) else { throw .fieldName }
            if colon == line.lowerBound { throw isFirst ? .leadingSpace : .foldedField }
            throw .spaceBeforeColon
        }
        guard colon > line.lowerBound else { throw .fieldName }
        var (start, end) = (colon + 1, line.upperBound)
        while start < end, Self.isSpace(input[start]) { start += 1 }
        while start < end, Self.isSpace(input[end - 1]) { end -= 1 }
        name = line.lowerBound..<colon
        value = start..<end
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
