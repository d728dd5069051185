/// One value as SQLite stores it. There is no floating point: amounts and volumes are integers here.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

/// What can stand for a `?` in a statement. `nil` binds NULL.
public protocol Bindable {
    var sqlValue: SQLValue { get }
}

extension SQLValue: Bindable {
    public var sqlValue: SQLValue { self }
}

extension Int64: Bindable {
    public var sqlValue: SQLValue { .integer(self) }
}

extension Int: Bindable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Bool: Bindable {
    /// 1 or 0, as SQLite has no boolean.
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension String: Bindable {
    public var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: Bindable {
    public var sqlValue: SQLValue { .blob(self) }
}
