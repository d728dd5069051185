/// Puts scalars together from UTF-8 that arrives byte by byte; what is not well formed becomes nothing.
struct UTF8Assembly {
    private var pending: [UInt8] = []

    mutating func reset() { pending = [] }

    /// The scalar that `byte`, 0x80 or above, completes.
    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        if byte & 0xC0 != 0x80 { pending = [] }
        pending.append(byte)
        guard let lead = pending.first, let length = UTF8Assembly.length(of: lead) else {
            pending = []
            return nil
        }
        guard pending.count == length else { return nil }
        defer { pending = [] }
        return String(validating: pending, as: UTF8.self)?.unicodeScalars.first
    }

    private static func length(of lead: UInt8) -> Int? {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: nil
        }
    }
}
