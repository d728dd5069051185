/// One column of one line: a glyph, how it is styled, and how many columns it takes. 16 bytes, compared as two words.
public struct Cell: Hashable, Sendable {
    /// Three 21-bit scalars.
    var low: UInt64
    /// Two 21-bit scalars, the width in bits 42-43 (0 = right half of a wide glyph), the style in bits 44-51.
    var high: UInt64

    public static let blank = Cell(scalar: 0x20, style: .text)

    init(scalar: UInt32, style: Style) {
        low = UInt64(scalar)
        high = 1 << 42 | UInt64(style.rawValue) << 44
    }

    init(_ glyph: Glyph, columns: Int, style: Style) {
        low = glyph.isStandIn ? UInt64(glyph.base) : glyph.low
        high = glyph.high & 0x3FF_FFFF_FFFF | UInt64(columns) << 42 | UInt64(style.rawValue) << 44
    }

    /// What stands right of a glyph that takes two columns.
    static func continuation(style: Style) -> Cell {
        var cell = Cell(scalar: 0x20, style: style)
        cell.low = 0
        cell.high &= ~(3 << 42)
        return cell
    }

    /// 0 for the right half of a wide glyph, else 1 or 2.
    public var columns: Int { Int((high >> 42) & 3) }

    public var style: Style {
        get { Style(rawValue: UInt8(truncatingIfNeeded: high >> 44)) }
        set { high = high & ~(0xFF << 44) | UInt64(newValue.rawValue) << 44 }
    }

    /// The base scalar's value; 0 for a right half.
    public var base: UInt32 { UInt32(truncatingIfNeeded: low & 0x1F_FFFF) }

    /// Whether there is only a base, the common case.
    public var hasMarks: Bool { low >> 21 != 0 || high & 0x3FF_FFFF_FFFF != 0 }

    /// Calls `body` with the base and then each of up to four marks.
    public func forEachScalar(_ body: (UInt32) -> Void) {
        Cell.forEachScalar(low: low, high: high, body)
    }

    static func forEachScalar(low: UInt64, high: UInt64, _ body: (UInt32) -> Void) {
        let mask: UInt64 = 0x1F_FFFF
        for value in [low & mask, (low >> 21) & mask, (low >> 42) & mask, high & mask, (high >> 21) & mask] {
            if value == 0 { return }
            body(UInt32(truncatingIfNeeded: value))
        }
    }
}
