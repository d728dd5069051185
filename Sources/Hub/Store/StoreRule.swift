import SQLite

/// The rules the schema refuses by, read from an error.
enum StoreRule {
    /// "FOUR_EYES", "IMMUTABLE", "SESSION_BACKWARD"…: the word a trigger or a named CHECK raised; nil for other errors.
    static func of(_ error: any Error) -> String? {
        guard let error = error as? SQLiteError else { return nil }
        if error.code == .constraintTrigger { return error.message }
        if error.code == .constraintCheck, error.message.contains("four_eyes") { return "FOUR_EYES" }
        if error.code == .constraintCheck, error.message.contains("approved_by <> released_by") { return "FOUR_EYES" }
        return nil
    }
}

/// What a store function refuses by itself.
enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such row to change.
    case notFound(String)
    /// The row is in another state than the caller saw.
    case stateChanged(String)

    var description: String {
        switch self {
        case .notFound(let what): "\(what) does not exist"
        case .stateChanged(let what): "\(what) is no longer in that state"
        }
    }
}
