extension Connection {
    /// Runs the body in BEGIN IMMEDIATE … COMMIT; any error rolls everything back and is thrown on.
    public func transaction<T>(_ body: () throws -> T) throws -> T {
        try run("BEGIN IMMEDIATE")
        do {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs the body inside the open transaction so that, when it throws, only what it did is undone.
    public func savepoint<T>(_ body: () throws -> T) throws -> T {
        try run("SAVEPOINT step")
        do {
            let value = try body()
            try run("RELEASE step")
            return value
        } catch {
            // When SQLite has already rolled back the whole transaction (disk full), there is no savepoint left.
            if isInTransaction {
                try run("ROLLBACK TO step")
                try run("RELEASE step")
            }
            throw error
        }
    }

    /// Runs the body on one snapshot of the database.
    public func snapshot<T>(_ body: () throws -> T) throws -> T {
        try run("BEGIN")
        defer { rollBack() }
        return try body()
    }

    /// Ends the open transaction, if any, without its changes.
    func rollBack() {
        guard isInTransaction else { return }
        // The only failure left is an I/O error, after which SQLite has rolled back by itself.
        _ = try? run("ROLLBACK")
    }
}
