/// The columns of one kind, and which of them lists start with.
public struct Columns: Sendable {
    public let kind: Kind
    /// In display order.
    public let all: [Column]
    /// The time that `since:` and `until:` mean.
    public let mainTime: Column
    /// The order of a list that nobody has sorted.
    public let defaultSort: Sort

    private let byName: [String: Column]

    init(_ kind: Kind, mainTime: String, sort: String, descending: Bool, _ columns: [Column]) {
        self.kind = kind
        all = columns
        var byName: [String: Column] = [:]
        for column in columns {
            for name in [column.key] + column.aliases {
                guard byName.updateValue(column, forKey: name) == nil else {
                    preconditionFailure("\(kind.rawValue) has two columns \(name)")
                }
            }
        }
        self.byName = byName
        guard let time = byName[mainTime], byName[sort] != nil else {
            preconditionFailure("\(kind.rawValue) lacks its main columns")
        }
        self.mainTime = time
        defaultSort = Sort(column: sort, descending: descending)
    }

    /// By key or alias, in any case.
    public subscript(name: String) -> Column? { byName[name.lowercased()] }

    public static func of(_ kind: Kind) -> Columns { table[kind.index] }

    private static let table: [Columns] = Kind.allCases.map { kind in
        switch kind {
        case .session: session
        case .partner: partner
        case .location: location
        case .tariff: tariff
        case .cdr: cdr
        case .window: window
        case .payout: payout
        case .dispute: dispute
        case .command: command
        case .agreement: agreement
        case .alert: alert
        }
    }
}

/// The order of a list. Rows that lack the value come first when ascending.
public struct Sort: Hashable, Sendable {
    /// A sortable column's key.
    public var column: String
    public var descending: Bool

    public init(column: String, descending: Bool = false) {
        self.column = column
        self.descending = descending
    }

    /// `-started` is descending.
    public init(_ text: String) {
        descending = text.hasPrefix("-")
        column = descending ? String(text.dropFirst()) : text
    }

    public var text: String { (descending ? "-" : "") + column }
}

extension Kind {
    public var columns: Columns { Columns.of(self) }

    var index: Int {
        switch self {
        case .session: 0
        case .partner: 1
        case .location: 2
        case .tariff: 3
        case .cdr: 4
        case .window: 5
        case .payout: 6
        case .dispute: 7
        case .command: 8
        case .agreement: 9
        case .alert: 10
        }
    }
}
