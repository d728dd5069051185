import Testing

@testable import Terminal

struct RepeatedColorsTests {
    private func removed(_ text: String) -> String {
        let escaped = text.replacing("^", with: "\u{1B}")
        let kept = RepeatedColors.removed(from: Array(escaped.utf8))
        return String(decoding: kept, as: UTF8.self).replacing("\u{1B}", with: "^")
    }

    @Test(arguments: [
        ("^[38;5;1m^[48;5;2ma^[38;5;3m^[48;5;2mb", "^[38;5;1m^[48;5;2ma^[38;5;3mb"),
        ("^[38;2;1;2;3ma^[38;2;1;2;3mb", "^[38;2;1;2;3mab"),
        // Moving, erasing and the character set leave colours as they are.
        ("^[48;5;2ma^[3;4H^[K^[2X^(B^[48;5;2mb", "^[48;5;2ma^[3;4H^[K^[2X^(Bb"),
    ])
    func `a colour that is on is not sent again`(bytes: String, kept: String) {
        #expect(removed(bytes) == kept)
    }

    @Test(arguments: [
        // Another colour came between.
        "^[38;5;1ma^[38;5;2mb^[38;5;1mc",
        // Each of these may have changed the colours.
        "^[38;5;1ma^[m^[38;5;1mb", "^[38;5;1ma^[0;1m^[38;5;1mb", "^[38;5;1ma^[39;49m^[38;5;1mb",
        "^[38;5;1ma^[31m^[38;5;1mb", "^[38;5;1ma^[38;5;2;1m^[38;5;1mb", "^[38;5;1ma^7^8^[38;5;1mb",
        "^[38;5;1ma^[?1049h^[38;5;1mb", "^[38;5;1ma^[!p^[38;5;1mb",
        // Cut short, or no sequence at all.
        "plain", "", "a^", "a^[", "a^[38;5", "é^[38;5;1m–",
    ])
    func `everything else is kept`(bytes: String) {
        #expect(removed(bytes) == bytes)
    }
}
