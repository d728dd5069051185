/// A screen as data: a grid of cells and where the cursor stands. Views draw into it, terminals and tests read it.
public struct Frame: Hashable, Sendable {
    public let size: Size
    /// Line by line; always `size.columns * size.lines` cells.
    public private(set) var cells: ContiguousArray<Cell>
    /// Where the terminal's cursor belongs: the text field or the focused row. Nil hides it.
    public var cursor: Point?
    /// Whether the cursor is in a text field, so that it must be seen.
    public var isTyping = false
    /// Drawings and data become ASCII as they are drawn.
    public let ascii: Bool
    public let ambiguousWide: Bool

    public init(size: Size, ascii: Bool = false, ambiguousWide: Bool = false) {
        self.size = size
        self.ascii = ascii
        self.ambiguousWide = ambiguousWide
        cells = ContiguousArray(repeating: .blank, count: max(0, size.columns * size.lines))
    }

    public var bounds: Rect { Rect(x: 0, y: 0, width: size.columns, height: size.lines) }

    /// Precondition: the point is on the screen.
    public subscript(x: Int, y: Int) -> Cell {
        cells[y * size.columns + x]
    }

    /// Gives every cell of `rect` a blank in `style`.
    mutating func fill(_ rect: Rect, _ style: Style = .text) {
        let cell = Cell(scalar: 0x20, style: style)
        for y in max(0, rect.y)..<max(0, rect.y, min(size.lines, rect.bottom)) {
            for x in max(0, rect.x)..<max(0, rect.x, min(size.columns, rect.right)) { put(cell, x, y) }
        }
    }

    /// Changes the style of what is there already, role by role.
    mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        for y in max(0, rect.y)..<max(0, rect.y, min(size.lines, rect.bottom)) {
            for x in max(0, rect.x)..<max(0, rect.x, min(size.columns, rect.right)) {
                let index = y * size.columns + x
                cells[index].style = change(cells[index].style)
            }
        }
    }

    /// Stores one cell and repairs the halves of wide glyphs that it cuts through.
    mutating func put(_ cell: Cell, _ x: Int, _ y: Int) {
        let index = y * size.columns + x
        let old = cells[index].columns
        if old == 0, x > 0 {
            cells[index - 1] = Cell(scalar: 0x20, style: cells[index - 1].style)
        } else if old == 2, x + 1 < size.columns {
            cells[index + 1] = Cell(scalar: 0x20, style: cells[index + 1].style)
        }
        cells[index] = cell
    }

    /// Stores the right half of the wide glyph just put at `x - 1`.
    mutating func put(continuation style: Style, _ x: Int, _ y: Int) {
        guard x < size.columns else { return }
        let index = y * size.columns + x
        if cells[index].columns == 2, x + 1 < size.columns {
            cells[index + 1] = Cell(scalar: 0x20, style: cells[index + 1].style)
        }
        cells[index] = .continuation(style: style)
    }
}
