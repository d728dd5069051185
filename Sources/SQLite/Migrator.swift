/// Why a database and the program's list of steps do not belong together.
public enum MigrationError: Error, Hashable, Sendable {
    /// The file was written by a newer program, or by another one.
    case unknown(name: String)
    /// At this place the file has another step than the program.
    case renamed(position: Int, inFile: String, inProgram: String)
    /// The step was changed after it had been applied.
    case edited(name: String)
    case duplicateName(String)
}

extension MigrationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknown(let name): "the database has the step «\(name)», which this program does not know"
        case .renamed(let position, let inFile, let inProgram):
            "step \(position) is «\(inFile)» in the database and «\(inProgram)» in this program"
        case .edited(let name): "the step «\(name)» was changed after it had been applied"
        case .duplicateName(let name): "two steps are called «\(name)»"
        }
    }
}

/// Brings a database to the end of an append-only list of steps.
public enum Migrator {
    /// Applies what is missing, each step in a transaction of its own, and answers the names of those applied.
    ///
    /// - Throws: `MigrationError` before anything is changed; a step's own error after undoing that step.
    @discardableResult
    public static func apply(_ migrations: [Migration], to db: Connection) throws -> [String] {
        var names: Set<String> = []
        for migration in migrations where !names.insert(migration.name).inserted {
            throw MigrationError.duplicateName(migration.name)
        }
        try db.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
              position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL) STRICT
            """)
        var applied: [String] = []
        for position in try check(migrations, in: db)..<migrations.count {
            let didApply = try db.transaction {
                // Another process may have been faster: look again under the lock.
                guard try check(migrations, in: db) == position else { return false }
                let migration = migrations[position]
                try migration.apply(db)
                try db.run(
                    "INSERT INTO schema_migration (position, name, fingerprint) VALUES (?, ?, ?)",
                    position, migration.name, migration.fingerprint)
                return true
            }
            if didApply { applied.append(migrations[position].name) }
        }
        return applied
    }

    /// How many of the steps the file has; refuses a file that is not a beginning of the list.
    private static func check(_ migrations: [Migration], in db: Connection) throws -> Int {
        let inFile = try db.query("SELECT name, fingerprint FROM schema_migration ORDER BY position") {
            (name: try $0.text(0), fingerprint: try $0.text(1))
        }
        for (position, step) in inFile.enumerated() {
            guard position < migrations.count else { throw MigrationError.unknown(name: step.name) }
            let expected = migrations[position]
            guard step.name == expected.name else {
                throw MigrationError.renamed(position: position, inFile: step.name, inProgram: expected.name)
            }
            guard step.fingerprint == expected.fingerprint else { throw MigrationError.edited(name: step.name) }
        }
        return inFile.count
    }
}
