import Digest
import Glibc
import Roaming
import SQLite

/// The hub's open files: one writer, some readers, and the secrets apart.
final class HubStore: Sendable {
    let writer: DatabaseWriter
    let reader: DatabaseReader
    let secrets: SecretStore
    /// What the feed's seqs belong to; another one after a restore.
    let epoch: String

    /// Opens or creates `hub.sqlite` and `secrets.sqlite` in the directory, which becomes 0700.
    ///
    /// - Parameter onCommit: on the writer's thread after each commit, with the feed's head.
    init(
        directory: String, readerThreads: Int = 2, onCommit: (@Sendable (_ head: Int64) -> Void)? = nil
    ) throws {
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST, chmod(directory, 0o700) == 0 else {
            throw StoreError.notFound("directory \(directory): \(String(cString: strerror(errno)))")
        }
        let path = directory + "/hub.sqlite"
        // Only a wake-up: when it cannot be read now, the next commit tells it.
        let tellHead: @Sendable (Connection) -> Void = { db in
            if let onCommit, let head = try? Feed.head(db) { onCommit(head) }
        }
        writer = try DatabaseWriter(
            path: path, synchronous: .full, migrations: HubSchema.migrations, onCommit: tellHead)
        secrets = try SecretStore(path: directory + "/secrets.sqlite")
        epoch = try Self.ensureEpoch(path)
        reader = try DatabaseReader(path: path, threads: readerThreads)
    }

    private static func ensureEpoch(_ path: String) throws -> String {
        let db = try Connection(path: path)
        return try db.transaction {
            if let epoch = try MetaStore.value(db, "epoch") { return epoch }
            let epoch = RandomBytes.token(bytes: 16)
            try MetaStore.set(db, "epoch", epoch)
            return epoch
        }
    }

    /// A consistent copy of the hub's data, without secrets, under a new name; writing goes on.
    ///
    /// The copy gets an epoch of its own when it is opened: a desk may have seen more than it holds.
    func backup(to path: String) async throws {
        try await writer.backup(to: path)
        try MetaStore.remove(try Connection(path: path), "epoch")
    }

    /// Finishes what is queued and closes the files, the writer last: it leaves everything in `hub.sqlite` alone.
    func close() {
        reader.close()
        writer.close()
        secrets.close()
    }
}
