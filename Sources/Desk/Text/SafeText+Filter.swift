extension SafeText {
    /// The filter itself: what each scalar of `text` becomes.
    static func glyphs(of text: String) -> [Glyph] {
        var result: [Glyph] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return result
    }

    private static func append(_ scalar: Unicode.Scalar, to glyphs: inout [Glyph]) {
        let value = scalar.value
        switch value {
        case 0x09, 0x0A, 0x2028, 0x2029: glyphs.append(Glyph(0x20, .narrow))
        // C0 controls as their pictures: visible, one column, harmless.
        case 0..<0x20: glyphs.append(Glyph(0x2400 + value, insteadOf: value))
        case 0x20..<0x7F: glyphs.append(Glyph(value, .narrow))
        case 0x7F: glyphs.append(Glyph(0x2421, insteadOf: value))
        // C1 controls are introducers on 8-bit terminals.
        case 0x80..<0xA0: glyphs.append(Glyph(0xFFFD, insteadOf: value))
        // Flags are drawn differently by each terminal.
        case 0x1F1E6...0x1F1FF: glyphs.append(Glyph(0x25A1, insteadOf: value))
        case 0x1F3FB...0x1F3FF: glyphs.append(.removal(of: value))
        default:
            if isInvisible(scalar) {
                glyphs.append(.removal(of: value))
            } else if isMark(scalar) {
                attach(value, to: &glyphs)
            } else {
                glyphs.append(Glyph(value, width(of: value)))
            }
        }
    }

    /// Bidirectional controls, zero-width and format characters, tags, fillers, variation selectors.
    ///
    /// The list of what must go, and with it everything else that Unicode says is drawn as nothing.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0x13430...0x1345F, 0xE0000...0xE0FFF:
            true
        default:
            scalar.value >= 0xA0 && scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Scalars that take no column of their own: combining marks, and Hangul vowels and finals after their initial.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x300: return false
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
        default:
            let category = scalar.properties.generalCategory
            return category == .nonspacingMark || category == .enclosingMark
        }
    }

    private static func attach(_ mark: UInt32, to glyphs: inout [Glyph]) {
        guard let last = glyphs.last, !last.isStandIn else {
            var alone = Glyph(0x25CC, .narrow)
            _ = alone.add(mark: mark)
            glyphs.append(alone)
            return
        }
        if !glyphs[glyphs.count - 1].add(mark: mark) { glyphs.append(.removal(of: mark)) }
    }

    static func width(of value: UInt32) -> Glyph.Width {
        if value < 0xA1 { return .narrow }
        if value >= 0x1100, WidthTable.contains(value, in: WidthTable.wide) { return .wide }
        return WidthTable.contains(value, in: WidthTable.ambiguous) ? .ambiguous : .narrow
    }
}
