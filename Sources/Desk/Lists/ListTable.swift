import AdminAPI

/// How a kind's rows are drawn as a table: its columns, from the most needed to what only wide screens show.
struct ListTable: Sendable {
    /// What of a column does not depend on the row.
    struct Head: Sendable {
        /// The column's key in `Columns`: what it sorts by. Nil when it cannot be sorted.
        let key: String?
        let title: SafeText
        let align: Alignment
        /// Columns of the screen it needs at least, and would like.
        let minimum: Int
        let ideal: Int
        /// 1 is always shown; higher ones only when there is room.
        let priority: Int
        /// Takes what is left over.
        let isFlexible: Bool
    }

    /// A column that has its place.
    struct Placed: Hashable, Sendable {
        let index: Int
        let x: Int
        let width: Int
    }

    let kind: Kind
    let heads: [Head]
    /// One piece of text for each placed column; empty when the row is of another kind.
    let spans: @Sendable (any Resource, Presentation, [Placed]) -> [Span]

    init<Row: Resource>(_ row: Row.Type, columns: [TableColumn<Row>]) {
        kind = Row.kind
        heads = columns.map(\.head)
        spans = { resource, presentation, placed in
            guard let row = resource as? Row else { return [] }
            return placed.map { columns[$0.index].cell(row, presentation, $0.width) }
        }
    }

    /// Which columns fit in `width`, and where they stand, with one column of space between them.
    func place(width: Int) -> [Placed] {
        var chosen: Set<Int> = []
        var used = -1
        for index in heads.indices.sorted(by: { (heads[$0].priority, $0) < (heads[$1].priority, $1) }) {
            let next = heads[index].minimum + 1
            if used + next > width { continue }
            chosen.insert(index)
            used += next
        }
        var widths = Dictionary(uniqueKeysWithValues: chosen.map { ($0, heads[$0].minimum) })
        var left = width - used
        for index in chosen.sorted(by: { (heads[$0].priority, $0) < (heads[$1].priority, $1) }) where left > 0 {
            let more = min(left, heads[index].ideal - heads[index].minimum)
            widths[index, default: 0] += more
            left -= more
        }
        if left > 0, let flexible = chosen.filter({ heads[$0].isFlexible }).max() {
            widths[flexible, default: 0] += left
        }
        var x = 0
        return chosen.sorted().map { index in
            let width = widths[index, default: 0]
            defer { x += width + 1 }
            return Placed(index: index, x: x, width: width)
        }
    }

    /// - Parameter session: The standard session whose cost lists of tariffs have, `s1` to `s8`.
    static func of(_ kind: Kind, session: String = "s1") -> ListTable {
        switch kind {
        case .session: sessions
        case .partner: partners
        case .location: locations
        case .tariff: tariffs(costOf: session)
        case .cdr: cdrs
        case .window: windows
        case .payout: payouts
        case .dispute: disputes
        case .command: commands
        case .agreement: agreements
        case .alert: alerts
        }
    }
}

/// One column of a kind's table.
struct TableColumn<Row: Resource>: Sendable {
    let head: ListTable.Head
    /// What stands in it for a row, given the width it will have.
    let cell: @Sendable (Row, Presentation, Int) -> Span

    init(
        _ title: SafeText, key: String? = nil, _ widths: ClosedRange<Int>, priority: Int = 1,
        align: Alignment = .left, flexible: Bool = false,
        cell: @escaping @Sendable (Row, Presentation, Int) -> Span
    ) {
        head = ListTable.Head(
            key: key, title: title, align: align, minimum: widths.lowerBound, ideal: widths.upperBound,
            priority: priority, isFlexible: flexible)
        self.cell = cell
    }

    /// A column whose cell does not depend on its width.
    init(
        _ title: SafeText, key: String? = nil, _ widths: ClosedRange<Int>, priority: Int = 1,
        align: Alignment = .left, flexible: Bool = false, cell: @escaping @Sendable (Row, Presentation) -> Span
    ) {
        self.init(title, key: key, widths, priority: priority, align: align, flexible: flexible) {
            row, presentation, _ in
            cell(row, presentation)
        }
    }
}
