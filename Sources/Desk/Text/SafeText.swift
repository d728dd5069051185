/// Text that may be drawn, copied, exported or logged: nothing in it can steer a terminal, and nothing in it is invisible.
///
/// Names, ids and error texts come from other companies, so the only way from a `String` to the screen is
/// `SafeText(untrusted:)`. Literals pass through the same filter; interpolation takes numbers and other safe texts as they
/// are and asks for `\(untrusted: …)` for everything else.
public struct SafeText: Hashable, Sendable {
    /// Plain ASCII, which most cells are, stays a string: small ones need no memory of their own.
    enum Storage: Hashable, Sendable {
        case ascii(String)
        case glyphs([Glyph])
    }

    var storage: Storage

    init(storage: Storage) {
        self.storage = storage
    }

    /// Filters `text`; a line feed, tab or line separator becomes one space.
    public init(untrusted text: String) {
        var text = text
        let plain = text.withUTF8 { bytes in bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
        storage = plain ? .ascii(text) : .glyphs(SafeText.glyphs(of: text))
    }

    /// Decodes UTF-8 with U+FFFD for what is not UTF-8, then filters.
    public init(untrustedBytes bytes: some Collection<UInt8>) {
        self.init(untrusted: String(decoding: bytes, as: UTF8.self))
    }

    public init(_ number: some BinaryInteger & Sendable) {
        storage = .ascii(String(number))
    }

    public static let empty = SafeText(storage: .ascii(""))

    public var isEmpty: Bool {
        switch storage {
        case .ascii(let text): text.isEmpty
        case .glyphs(let glyphs): glyphs.isEmpty
        }
    }

    /// Columns taken when ambiguous scalars take one.
    public var width: Int { width(ambiguousWide: false) }

    public func width(ambiguousWide: Bool) -> Int {
        switch storage {
        case .ascii(let text): text.utf8.count
        case .glyphs(let glyphs): glyphs.reduce(0) { $0 + $1.columns(ambiguousWide: ambiguousWide) }
        }
    }

    /// Whether anything but printable ASCII is in it, so that look-alike letters are possible.
    public var isPlainASCII: Bool {
        if case .ascii = storage { true } else { false }
    }

    /// The text as a string again: still safe, for clipboard and files.
    public var string: String {
        switch storage {
        case .ascii(let text): return text
        case .glyphs(let glyphs):
            var result = String.UnicodeScalarView()
            for glyph in glyphs {
                glyph.forEachScalar { value in
                    if let scalar = Unicode.Scalar(value) { result.append(scalar) }
                }
            }
            return String(result)
        }
    }

    /// The text with every scalar outside printable ASCII written as `\u{…}`, those that are not drawn included: for
    /// four-eyes screens.
    public var escaped: SafeText {
        guard case .glyphs(let glyphs) = storage else { return self }
        var result = ""
        func add(_ value: UInt32) {
            if value >= 0x20, value < 0x7F, let scalar = Unicode.Scalar(value) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\u{" + String(value, radix: 16, uppercase: true) + "}"
            }
        }
        for glyph in glyphs {
            if glyph.isStandIn { add(glyph.original) } else { glyph.forEachScalar(add) }
        }
        return SafeText(storage: .ascii(result))
    }

    public static func + (left: SafeText, right: SafeText) -> SafeText {
        switch (left.storage, right.storage) {
        case (.ascii(let first), .ascii(let second)): SafeText(storage: .ascii(first + second))
        default: SafeText(storage: .glyphs(left.glyphs + right.glyphs))
        }
    }

    public static func += (left: inout SafeText, right: SafeText) {
        left = left + right
    }

    var glyphs: [Glyph] {
        switch storage {
        case .ascii(let text): text.utf8.map { Glyph(UInt32($0), .narrow) }
        case .glyphs(let glyphs): glyphs
        }
    }
}

extension SafeText: CustomStringConvertible {
    public var description: String { string }
}

extension Sequence<SafeText> {
    func joined(_ separator: SafeText) -> SafeText {
        var result = SafeText.empty
        for (index, text) in enumerated() { result = index == 0 ? text : result + separator + text }
        return result
    }
}
