import SQLite

/// Threads that read the cache for a screen, so that no query keeps it from painting.
public final class CacheReaders: Sendable {
    private let reader: DatabaseReader

    /// The cache must have been opened for writing before.
    public init(path: String, threads: Int = 1) throws {
        reader = try DatabaseReader(path: path, threads: threads)
    }

    /// Runs the body on one snapshot; the completion runs on the reader's thread.
    public func submit<T: Sendable>(
        _ body: @escaping @Sendable (CacheReader) throws -> T,
        completion: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        reader.submit({ try body(CacheReader($0)) }, completion: completion)
    }

    /// A cancelled task stops its query.
    public func read<T: Sendable>(_ body: @escaping @Sendable (CacheReader) throws -> T) async throws -> T {
        try await reader.read { try body(CacheReader($0)) }
    }

    public func close() { reader.close() }
}
