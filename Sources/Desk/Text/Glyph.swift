/// One thing that stands in a cell: a base scalar with up to four marks, packed into 16 bytes so that cells compare fast.
///
/// `low` holds three 21-bit scalars (base, first and second mark), `high` the third and fourth mark and, from bit 42, the
/// width class. A zero scalar means "none". Bit 63 of `low` says that the glyph stands for a scalar that must not reach a
/// terminal; the second scalar is that one then, and no mark.
struct Glyph: Hashable, Sendable {
    var low: UInt64
    var high: UInt64

    enum Width: UInt64 {
        case narrow = 1
        case wide = 2
        /// Two columns on terminals set up for East Asian text, one on all others.
        case ambiguous = 3
    }

    static let maximumMarks = 4

    init(_ base: UInt32, _ width: Width) {
        low = UInt64(base)
        high = width.rawValue << 42
    }

    /// A stand-in for `original`, which is kept for those who want to see what was sent.
    init(_ shown: UInt32, insteadOf original: UInt32) {
        self.init(shown, .narrow)
        low |= 1 << 63 | UInt64(original) << 21
    }

    /// The dim dot that stands where an invisible scalar was dropped.
    static func removal(of original: UInt32) -> Glyph { Glyph(0xB7, insteadOf: original) }

    var base: UInt32 { UInt32(truncatingIfNeeded: low & 0x1F_FFFF) }
    var isStandIn: Bool { low >> 63 == 1 }
    var isRemoval: Bool { isStandIn && base == 0xB7 }
    /// What was sent in its place; only stand-ins have one.
    var original: UInt32 { UInt32(truncatingIfNeeded: low >> 21 & 0x1F_FFFF) }

    func columns(ambiguousWide: Bool) -> Int {
        switch (high >> 42) & 3 {
        case Width.wide.rawValue: 2
        case Width.ambiguous.rawValue: ambiguousWide ? 2 : 1
        default: 1
        }
    }

    /// Adds a mark in the first free place; false when four are there already.
    mutating func add(mark: UInt32) -> Bool {
        let value = UInt64(mark)
        if (low >> 21) & 0x1F_FFFF == 0 {
            low |= value << 21
        } else if (low >> 42) & 0x1F_FFFF == 0 {
            low |= value << 42
        } else if high & 0x1F_FFFF == 0 {
            high |= value
        } else if (high >> 21) & 0x1F_FFFF == 0 {
            high |= value << 21
        } else {
            return false
        }
        return true
    }

    /// Calls `body` with the base and then each mark.
    func forEachScalar(_ body: (UInt32) -> Void) {
        if isStandIn { body(base) } else { Cell.forEachScalar(low: low, high: high, body) }
    }
}
