/// Takes out of a frame's bytes each colour that is on already.
///
/// ncurses sends foreground and background whenever one of them changes; on a page of a table that is a quarter of all
/// bytes. What is not understood is kept, and forgets what is known.
enum RepeatedColors {
    private enum Sequence {
        case foreground, background
        /// Leaves the colours alone.
        case harmless
        case other
    }

    static func removed(from bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var foreground: ArraySlice<UInt8>?
        var background: ArraySlice<UInt8>?
        var index = 0
        while let escape = bytes[index...].firstIndex(of: 0x1B) {
            kept += bytes[index..<escape]
            index = end(of: bytes, from: escape)
            let sequence = bytes[escape..<index]
            var isRepeated = false
            switch kind(of: sequence) {
            case .foreground:
                isRepeated = foreground == sequence
                foreground = sequence
            case .background:
                isRepeated = background == sequence
                background = sequence
            case .harmless: break
            case .other: (foreground, background) = (nil, nil)
            }
            if !isRepeated { kept += sequence }
        }
        return kept + bytes[index...]
    }

    /// Where the escape sequence ends (ECMA-48 §5.3, §5.4).
    private static func end(of bytes: [UInt8], from escape: Int) -> Int {
        var index = escape + 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "[") { index += 1 }
        while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
        return min(index + 1, bytes.count)
    }

    private static func kind(of sequence: ArraySlice<UInt8>) -> Sequence {
        if sequence.elementsEqual("\u{1B}(B".utf8) { return .harmless }
        let body = sequence.dropFirst(2)
        guard sequence.starts(with: "\u{1B}[".utf8), let final = body.last else { return .other }
        // Movements, erasures and repetition.
        if "@ABCDGHJKLMPSTXbdf".utf8.contains(final) { return .harmless }
        guard final == UInt8(ascii: "m") else { return .other }
        let parameters = body.dropLast().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        let isOneColor =
            parameters.count == 3 && parameters[1].elementsEqual("5".utf8)
            || parameters.count == 5 && parameters[1].elementsEqual("2".utf8)
        guard isOneColor else { return .other }
        if parameters[0].elementsEqual("38".utf8) { return .foreground }
        return parameters[0].elementsEqual("48".utf8) ? .background : .other
    }
}
