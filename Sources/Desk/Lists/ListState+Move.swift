import AdminAPI

extension ListState {
    /// Moves the cursor by `lines` within the window; what lies beyond it is remembered until the window has moved.
    mutating func move(_ lines: Int, page: Int) {
        isAnchored = true
        let wanted = cursor + lines
        let last = max(0, rows.count - 1)
        let target = min(max(0, wanted), last)
        let beyond = wanted - target
        let canGrow = beyond < 0 ? hasBefore : hasAfter
        pendingMove = canGrow ? beyond : 0
        // A page key keeps the cursor's place on the screen where it can.
        if abs(lines) >= page - 1, lines != 0 { top += target - cursor }
        cursor = target
        scroll(page: page)
    }

    /// Brings the cursor's line on to the screen.
    mutating func scroll(page: Int) {
        let page = max(1, page)
        top = min(top, max(0, rows.count - page))
        if cursor < top { top = cursor }
        if cursor >= top + page { top = cursor - page + 1 }
        top = max(0, top)
    }

    /// Whether the cursor is so near the window's edge that the next rows should be asked for.
    func needsMore(page: Int) -> Bool {
        if pendingMove != 0 { return true }
        if hasBefore, top < page / 2 { return true }
        return hasAfter && top + page > rows.count - page / 2
    }

    /// Takes a new window, keeping the cursor on its row, and that row on its line of the screen.
    mutating func take(_ answer: WindowAnswer, page: Int) {
        let anchor = isAnchored ? selected?.id : nil
        let line = cursor - top
        let position = self.position
        firstIndex = answer.firstIndex ?? estimatedFirstIndex(of: answer.rows)
        pending = nil
        lastAnswered = answer.token
        isLoaded = true
        rows = answer.rows
        hasBefore = answer.hasBefore
        hasAfter = answer.hasAfter
        // While a new count is being made the last one stays.
        matched = answer.matched ?? matched
        total = answer.total
        refreshMarks()
        if jumpsToEnd {
            jumpsToEnd = false
            cursor = max(0, rows.count - 1)
        } else if let anchor, let index = rows.firstIndex(where: { $0.id == anchor }) {
            cursor = index
        } else if !isAnchored {
            cursor = 0
        } else {
            cursor = min(max(0, position - firstIndex), max(0, rows.count - 1))
        }
        top = cursor - line
        if pendingMove != 0 {
            let move = pendingMove
            pendingMove = 0
            self.move(move, page: page)
        }
        scroll(page: page)
    }

    /// Where the new window begins, from a row that both windows have.
    private func estimatedFirstIndex(of fresh: [any Resource]) -> Int {
        for (index, row) in fresh.enumerated() {
            if let old = rows.firstIndex(where: { $0.id == row.id }) { return max(0, firstIndex + old - index) }
        }
        return firstIndex
    }

    private mutating func refreshMarks() {
        guard !marks.isEmpty else { return }
        for index in marks.indices {
            if let row = rows.first(where: { $0.id == marks[index].id }) { marks[index] = row }
        }
    }

    /// Marks or unmarks; false when there are too many.
    mutating func toggleMark(_ row: any Resource) -> Bool {
        if let index = marks.firstIndex(where: { $0.id == row.id }) {
            marks.remove(at: index)
            return true
        }
        guard marks.count < ListState.maximumMarks else { return false }
        marks.append(row)
        return true
    }
}
