import AdminAPI

extension State {
    /// A press selects, a second one opens, the wheel moves; column heads sort, tabs and footer are their keys.
    mutating func point(_ mouse: Mouse) -> [Effect] {
        if overlay != nil {
            switch mouse {
            case .wheelUp: return press(.up)
            case .wheelDown: return press(.down)
            default: return []
            }
        }
        switch mouse {
        case .wheelUp: return move(-3)
        case .wheelDown: return move(3)
        case .press(let point): return press(at: point, twice: false)
        case .doublePress(let point): return press(at: point, twice: true)
        }
    }

    private mutating func press(at point: Point, twice: Bool) -> [Effect] {
        if point.y == 1 { return pressTab(at: point.x) }
        guard let list = place.list else { return [] }
        let row = point.y - 5
        if row == -1 { return pressHead(at: point.x, list) }
        let index = list.top + row
        guard row >= 0, row < pageHeight, list.rows.indices.contains(index) else { return [] }
        _ = move(index - list.cursor)
        return twice ? openSelected() : []
    }

    private mutating func pressTab(at x: Int) -> [Effect] {
        // The tabs' places are those of the drawing: found again by drawing them.
        let frame = draw(self)
        var line = ""
        for column in 0..<frame.size.columns {
            line.unicodeScalars.append(Unicode.Scalar(frame[column, 1].base) ?? " ")
        }
        let characters = Array(line.unicodeScalars)
        var column = min(x, characters.count - 1)
        while column >= 0 {
            if let digit = characters[column].properties.numericType.map({ _ in characters[column].value - 48 }),
                (1...5).contains(digit), column + 1 < characters.count, characters[column + 1] == " ",
                column == 0 || characters[column - 1] == " ", let pane = PaneID(rawValue: Int(digit)),
                let kind = pane.home
            {
                return go(to: kind, "")
            }
            column -= 1
        }
        return []
    }

    private mutating func pressHead(at x: Int, _ list: ListState) -> [Effect] {
        let side = min(70, size.columns * 2 / 5)
        let width = size.columns - 1 - (hasSide ? side + 1 : 0)
        let table = ListTable.of(list.kind, session: presentation.session)
        for column in table.place(width: width) where x - 1 >= column.x && x - 1 < column.x + column.width {
            if let key = table.heads[column.index].key { return sort(by: key) }
        }
        return []
    }
}
