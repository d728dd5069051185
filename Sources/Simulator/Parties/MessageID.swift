import Digest

/// A fresh id for X-Request-ID and X-Correlation-ID, in the form of a version 4 UUID, as the specification advises.
enum MessageID {
    static func make() -> String {
        var bytes = RandomBytes.bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let text = Array(SHA256.hex(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(text[$0]) }.joined(separator: "-")
    }
}
