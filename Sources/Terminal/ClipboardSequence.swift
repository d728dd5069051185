import Desk
import Digest

/// The sequence (OSC 52) by which a terminal puts text on its user's clipboard. It is only ever written, never asked.
enum ClipboardSequence {
    /// The most that terminals take, in bytes of Base64.
    static let limit = 74_994

    /// Nil when `text` is too long.
    static func make(_ text: SafeText) -> String? {
        let encoded = Base64.encode(Array(text.string.utf8))
        return encoded.utf8.count > limit ? nil : "\(TerminalModes.escape)]52;c;\(encoded)\u{07}"
    }
}
