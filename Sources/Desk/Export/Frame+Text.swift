extension Frame {
    /// The screen as plain text: one line a line, no spaces at line ends, a line feed after each.
    public var plainText: String {
        var result = String.UnicodeScalarView()
        for y in 0..<size.lines {
            var pending = 0
            for x in 0..<size.columns {
                let cell = self[x, y]
                if cell.columns == 0 { continue }
                if cell.base == 0x20, !cell.hasMarks {
                    pending += 1
                    continue
                }
                for _ in 0..<pending { result.append(" ") }
                pending = 0
                cell.forEachScalar { if let scalar = Unicode.Scalar($0) { result.append(scalar) } }
            }
            result.append("\n")
        }
        return String(result)
    }

    /// The screen's styles: a letter a cell for its role, upper case where selected, `.` for plain text.
    public var styleText: String {
        var result = ""
        for y in 0..<size.lines {
            var line = ""
            for x in 0..<size.columns {
                let style = self[x, y].style
                let letter = style.tone.letter
                line += style.isSelected ? (letter == "." ? "=" : letter.uppercased()) : letter
            }
            result += line + "\n"
        }
        return result
    }
}

extension Tone {
    /// The letter of the role in `Frame.styleText`.
    var letter: String {
        let letters = Array(".maowbithrkn$ufxlgcdefjpq")
        return String(letters[Int(rawValue)])
    }
}
