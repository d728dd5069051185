/// One thing a list can show, sort by and be filtered by, for one kind.
public struct Column: Hashable, Sendable {
    /// What is typed: `cpo` in `cpo:NL*FAS`. Lower-case, unique within the kind.
    public let key: String
    /// Heading, also for the command line's tables.
    public let label: String
    public let type: ColumnType
    public let source: ColumnSource
    /// Symbol of the unit, `kWh`; money has its currency in a column of its own.
    public let unit: String?
    public let isSortable: Bool
    /// Other spellings of the key.
    public let aliases: [String]
    /// All values there are, when the list is closed; else empty.
    public let values: [String]
    /// For help and completion.
    public let summary: String

    init(
        _ key: String, _ label: String, _ type: ColumnType, _ source: ColumnSource, unit: String? = nil,
        sortable: Bool = true, aliases: [String] = [], values: [String] = [], _ summary: String
    ) {
        self.key = key
        self.label = label
        self.type = type
        self.source = source
        self.unit = unit
        isSortable = sortable
        self.aliases = aliases
        self.values = values
        self.summary = summary
    }
}

/// How a column's values compare and are written in a query.
public enum ColumnType: Hashable, Sendable {
    /// Ids and words of a protocol.
    case code
    /// Text for people: compared without regard to case in any script.
    case prose
    /// Any of several codes.
    case list
    /// Exact to four decimal places.
    case number
    /// Major units, whatever the currency.
    case money
    case time
    /// How long ago a time was: `age>10m`.
    case age
    /// How long until a time: `left<2h`.
    case left

    /// Held as text rather than as a whole number.
    public var isText: Bool { self == .code || self == .prose || self == .list }
}

/// Where in the resource's JSON the value lies; a dot leads into an object or into each element of a list.
public enum ColumnSource: Hashable, Sendable {
    /// A string, a boolean (`yes`, `no`), or strings.
    case text(MemberPath)
    /// The first of two that is there.
    case either(MemberPath, MemberPath)
    /// A decimal in a string.
    case decimal(MemberPath)
    /// A whole number; `tenThousandths` is what one of it is worth, 10 for watts shown as kW.
    case integer(MemberPath, tenThousandths: Int64 = 10_000)
    /// Minor units, with the member that names the currency.
    case money(MemberPath, currency: MemberPath)
    case time(MemberPath)

    /// The first member it is read from.
    public var path: MemberPath {
        switch self {
        case .text(let path), .either(let path, _), .decimal(let path), .integer(let path, _), .money(let path, _),
            .time(let path):
            path
        }
    }
}

/// A member, or a member of a member: `status`, `traffic.in_total`.
public struct MemberPath: Hashable, Sendable, ExpressibleByStringLiteral {
    public let outer: String
    public let inner: String?

    public init(stringLiteral text: String) { self.init(text) }

    init(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1)
        outer = parts.first.map(String.init) ?? ""
        inner = parts.count > 1 ? String(parts[1]) : nil
    }
}

/// A column's value, as the cache stores it and as queries compare it.
public enum ColumnValue: Hashable, Sendable {
    case missing
    case text(String)
    case list([String])
    /// Ten-thousandths for numbers and money (of the major unit), milliseconds since 1970 for times.
    case number(Int64)
}
