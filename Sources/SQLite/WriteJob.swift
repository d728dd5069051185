/// One request to the writer: what to do, and whom to tell once its fate is on disk.
struct WriteJob: Sendable {
    /// Runs inside the job's savepoint.
    let run: @Sendable (Connection) throws -> Void
    /// Called once: with nil after a durable COMMIT, else with why nothing was stored.
    let finish: @Sendable ((any Error)?) -> Void

    init<T: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> T,
        completion: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        let slot = Slot<T>()
        run = { slot.value = try body($0) }
        finish = { error in
            if let value = slot.value, error == nil {
                completion(.success(value))
            } else {
                completion(.failure(error ?? DatabaseError.closed))
            }
        }
    }

    /// Carries the result from `run` to `finish`; both happen on the writer's thread, one after the other.
    private final class Slot<T: Sendable>: @unchecked Sendable {
        var value: T?
    }
}
