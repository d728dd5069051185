/// What a party counts; every number only grows, but for the active sessions.
struct Counters: Hashable, Sendable {
    var locations = 0
    var evses = 0
    var tariffs = 0
    var tokens = 0
    var sessionsStarted = 0
    var sessionsActive = 0
    var sessionsCompleted = 0
    var updates = 0
    var cdrs = 0
    var authorizations = 0
    var commandsSent = 0
    var commandsObeyed = 0
    var results = 0
    /// Answers of the hub with an OCPI code of 2000 or more, or an HTTP status of 400 or more.
    var refused = 0
    /// Messages without any answer.
    var errors = 0

    static func + (one: Counters, other: Counters) -> Counters {
        var sum = one
        for (_, path) in names { sum[keyPath: path] += other[keyPath: path] }
        return sum
    }

    /// The counts under the names they are reported by.
    var named: [(name: String, value: Int)] {
        Self.names.map { ($0.name, self[keyPath: $0.path]) }
    }

    private static var names: [(name: String, path: WritableKeyPath<Counters, Int>)] {
        [
            ("locations", \.locations), ("evses", \.evses), ("tariffs", \.tariffs), ("tokens", \.tokens),
            ("sessions_started", \.sessionsStarted), ("sessions_active", \.sessionsActive),
            ("sessions_completed", \.sessionsCompleted), ("updates", \.updates), ("cdrs", \.cdrs),
            ("authorizations", \.authorizations), ("commands_sent", \.commandsSent),
            ("commands_obeyed", \.commandsObeyed), ("results", \.results), ("refused", \.refused),
            ("errors", \.errors),
        ]
    }
}
