extension Connection {
    /// Runs one statement to its end and answers how many rows it changed.
    @discardableResult
    public func run(_ sql: String, _ values: (any Bindable)?...) throws(SQLiteError) -> Int {
        try run(sql, values: values)
    }

    @discardableResult
    public func run(_ sql: String, values: [(any Bindable)?]) throws(SQLiteError) -> Int {
        let statement = try statement(sql)
        statement.isRunning = true
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() {}
        return changes
    }

    /// Every row, mapped while the statement stands on it.
    public func query<T>(_ sql: String, _ values: (any Bindable)?..., row: (Row) throws -> T) throws -> [T] {
        try query(sql, values: values, row: row)
    }

    public func query<T>(_ sql: String, values: [(any Bindable)?], row: (Row) throws -> T) throws -> [T] {
        var rows: [T] = []
        try each(sql, values: values) { rows.append(try row($0)) }
        return rows
    }

    /// The first row, or nil when there is none.
    public func one<T>(_ sql: String, _ values: (any Bindable)?..., row: (Row) throws -> T) throws -> T? {
        try one(sql, values: values, row: row)
    }

    public func one<T>(_ sql: String, values: [(any Bindable)?], row: (Row) throws -> T) throws -> T? {
        let statement = try statement(sql)
        statement.isRunning = true
        defer { statement.reset() }
        try statement.bind(values)
        return try statement.step() ? try row(Row(statement: statement)) : nil
    }

    /// Walks the rows without collecting them.
    public func each(_ sql: String, values: [(any Bindable)?], row: (Row) throws -> Void) throws {
        let statement = try statement(sql)
        statement.isRunning = true
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() { try row(Row(statement: statement)) }
    }

    /// True when the query has at least one row.
    public func exists(_ sql: String, _ values: (any Bindable)?...) throws(SQLiteError) -> Bool {
        let statement = try statement(sql)
        statement.isRunning = true
        defer { statement.reset() }
        try statement.bind(values)
        return try statement.step()
    }
}
