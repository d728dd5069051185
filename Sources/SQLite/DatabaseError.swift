/// Why a piece of work never reached, or never left, the database.
public enum DatabaseError: Error, Sendable {
    /// The writer or reader was closed before the work was given to it.
    case closed
    /// The work had succeeded, but the COMMIT it shared with others did not: nothing of it is stored.
    case commitFailed(SQLiteError)
    /// The body ended the transaction by itself, which only the writer may.
    case transactionEnded
}

extension DatabaseError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closed: "the database is closed"
        case .commitFailed(let cause): "commit failed: \(cause)"
        case .transactionEnded: "the work ended the transaction it ran in"
        }
    }
}
