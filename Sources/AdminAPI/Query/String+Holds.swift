extension String {
    /// Whether `part` occurs in it, byte by byte as SQLite's `instr` looks; an empty part always does.
    ///
    /// The standard library's and Foundation's `contains` differ on the empty part, and which of them is meant depends
    /// on what other modules import.
    public func holds(_ part: String) -> Bool {
        let (whole, part) = (utf8, part.utf8)
        guard let first = part.first else { return true }
        guard part.count <= whole.count else { return false }
        var start = whole.startIndex
        while let found = whole[start...].firstIndex(of: first) {
            if whole[found...].starts(with: part) { return true }
            start = whole.index(after: found)
        }
        return false
    }
}
