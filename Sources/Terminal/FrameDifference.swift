import Desk

/// Cells of one line that must be sent, `columns` wide from `x`.
struct CellRun: Hashable {
    let line: Int
    let columns: Range<Int>
}

/// What differs between what a screen shows and what it should show.
enum FrameDifference {
    /// Unchanged cells between two changed ones that are cheaper to send than to skip.
    static let gap = 4

    /// The runs of cells in which `new` differs from `old`; the whole screen when there is no old or its size differs.
    ///
    /// A run never begins or ends inside a wide glyph.
    static func runs(from old: Frame?, to new: Frame) -> [CellRun] {
        let width = new.size.columns
        guard let old, old.size == new.size else {
            return width == 0 ? [] : (0..<new.size.lines).map { CellRun(line: $0, columns: 0..<width) }
        }
        var runs: [CellRun] = []
        old.cells.withUnsafeBufferPointer { before in
            new.cells.withUnsafeBufferPointer { after in
                for line in 0..<new.size.lines {
                    let start = line * width
                    var column = 0
                    while column < width {
                        guard before[start + column] != after[start + column] else {
                            column += 1
                            continue
                        }
                        var last = column
                        var next = column + 1
                        while next < width, next - last <= gap {
                            if before[start + next] != after[start + next] { last = next }
                            next += 1
                        }
                        var first = column
                        if after[start + first].columns == 0, first > 0 { first -= 1 }
                        while last + 1 < width, after[start + last + 1].columns == 0 { last += 1 }
                        runs.append(CellRun(line: line, columns: first..<last + 1))
                        column = last + 1
                    }
                }
            }
        }
        return runs
    }
}
