import Foundation
import SQLite
import Synchronization
import Testing

@Suite struct DatabaseWriterTests {
    private struct Stop: Error {}

    private func writer(_ folder: TemporaryFolder, limit: Int = 256) throws -> DatabaseWriter {
        try DatabaseWriter(path: folder.file(), synchronous: .normal, migrations: [items], batchLimit: limit)
    }

    /// Holds the writer's thread until released, so that what is submitted meanwhile becomes one batch.
    private func gate(_ writer: DatabaseWriter) -> DispatchSemaphore {
        let begun = DispatchSemaphore(value: 0)
        let release = DispatchSemaphore(value: 0)
        writer.submit { _ in
            begun.signal()
            release.wait()
        } completion: { _ in
        }
        begun.wait()
        return release
    }

    @Test func `a body's value arrives after its rows are committed`() async throws {
        let folder = try TemporaryFolder()
        let writer = try writer(folder)
        let id = try await writer.write { db in
            try db.add("a")
            return db.lastInsertRowid
        }
        #expect(id == 1)
        let other = try Connection(path: folder.file(), mode: .readOnly)
        #expect(try other.names() == ["a"])
    }

    @Test func `a body that throws leaves nothing and disturbs no other of its batch`() async throws {
        let folder = try TemporaryFolder()
        let writer = try writer(folder)
        let release = gate(writer)
        let results = Mutex<[String]>([])
        let done = DispatchSemaphore(value: 0)
        for name in ["a", "bad", "b", "worse", "c"] {
            writer.submit { db in
                try db.add(name)
                if name == "bad" { throw Stop() }
                if name == "worse" { try db.add("a") }
            } completion: { result in
                let word = (try? result.get()) == nil ? "refused" : "stored"
                results.withLock { $0.append("\(name) \(word)") }
                if results.withLock({ $0.count }) == 5 { done.signal() }
            }
        }
        release.signal()
        done.wait()
        #expect(
            results.withLock { $0.sorted() } == ["a stored", "b stored", "bad refused", "c stored", "worse refused"])
        #expect(try Connection(path: folder.file(), mode: .readOnly).names() == ["a", "b", "c"])
    }

    @Test func `completions run after the commit, not before`() async throws {
        let folder = try TemporaryFolder()
        let writer = try writer(folder)
        let path = folder.file()
        let seen: [String] = try await withCheckedThrowingContinuation { continuation in
            writer.submit {
                try $0.add("a")
            } completion: { _ in
                continuation.resume(with: Result { try Connection(path: path, mode: .readOnly).names() })
            }
        }
        #expect(seen == ["a"])
    }

    @Test func `when COMMIT fails every body of the batch is told, and nothing is stored`() async throws {
        let folder = try TemporaryFolder()
        let children = Migration(
            name: "children",
            sql: """
                CREATE TABLE child (item INTEGER NOT NULL REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED) STRICT
                """)
        let writer = try DatabaseWriter(path: folder.file(), synchronous: .normal, migrations: [items, children])
        let release = gate(writer)
        let failures = Mutex(0)
        let done = DispatchSemaphore(value: 0)
        for body in ["INSERT INTO item (name) VALUES ('innocent')", "INSERT INTO child (item) VALUES (99)"] {
            writer.submit {
                try $0.run(body)
            } completion: { result in
                if case .failure(DatabaseError.commitFailed(let error)) = result, error.isConstraint {
                    failures.withLock { $0 += 1 }
                }
                done.signal()
            }
        }
        release.signal()
        done.wait()
        done.wait()
        #expect(failures.withLock { $0 } == 2)
        try await writer.write { try $0.add("next") }
        #expect(try Connection(path: folder.file(), mode: .readOnly).names() == ["next"])
    }

    @Test func `a full disk fails what needed it, and the writer goes on when there is room`() async throws {
        let folder = try TemporaryFolder()
        let writer = try DatabaseWriter(
            path: folder.file(), synchronous: .normal, migrations: [items], locksSchema: false)
        let pages = try await writer.write { db in
            try db.one("PRAGMA page_count") { try $0.int(0) } ?? 0
        }
        try await writer.write { try $0.execute("PRAGMA max_page_count=\(pages)") }
        let error = await #expect(throws: (any Error).self) {
            try await writer.write { db in
                for number in 0..<200 { try db.add("\(number)" + String(repeating: "x", count: 1000)) }
            }
        }
        #expect((error as? SQLiteError)?.code == .full)
        try await writer.write { try $0.execute("PRAGMA max_page_count=1000000") }
        try await writer.write { try $0.add("room again") }
        #expect(try Connection(path: folder.file(), mode: .readOnly).names() == ["room again"])
    }

    @Test func `a body that ends the transaction takes its batch down and not the writer`() async throws {
        let folder = try TemporaryFolder()
        let writer = try writer(folder)
        await #expect(throws: (any Error).self) {
            try await writer.write { db in
                try db.add("a")
                try db.run("ROLLBACK")
            }
        }
        try await writer.write { try $0.add("b") }
        #expect(try Connection(path: folder.file(), mode: .readOnly).names() == ["b"])
    }

    @Test func `close finishes what is queued and refuses what comes later`() async throws {
        let folder = try TemporaryFolder()
        let writer = try writer(folder, limit: 3)
        let release = gate(writer)
        let stored = Mutex(0)
        for number in 0..<20 {
            writer.submit {
                try $0.add("n\(number)")
            } completion: { result in
                if case .success = result { stored.withLock { $0 += 1 } }
            }
        }
        release.signal()
        writer.close()
        writer.close()
        #expect(stored.withLock { $0 } == 20)
        await #expect(throws: DatabaseError.self) { try await writer.write { try $0.add("late") } }
    }

    @Test func `onCommit sees what was committed`() async throws {
        let folder = try TemporaryFolder()
        let counts = Mutex<[Int]>([])
        let writer = try DatabaseWriter(path: folder.file(), synchronous: .normal, migrations: [items]) { db in
            let count = try? db.one("SELECT count(*) FROM item") { try $0.int(0) }
            counts.withLock { $0.append(count ?? -1) }
        }
        try await writer.write { try $0.add("a") }
        writer.close()
        #expect(counts.withLock { $0 } == [1])
    }

    @Test func `a backup is one moment of a store that goes on being written`() async throws {
        let folder = try TemporaryFolder()
        let writer = try writer(folder)
        try await writer.write { db in for number in 0..<500 { try db.add("n\(number)") } }
        async let copied: Void = writer.backup(to: folder.file("copy.sqlite"))
        for number in 500..<600 { try await writer.write { try $0.add("n\(number)") } }
        try await copied
        let copy = try Connection(path: folder.file("copy.sqlite"), mode: .readOnly)
        let names = try copy.names()
        #expect(names.count >= 500 && names == (0..<names.count).map { "n\($0)" })
        #expect(try copy.one("PRAGMA integrity_check") { try $0.text(0) } == "ok")
        #expect(folder.mode(of: "copy.sqlite") == 0o600)
        await #expect(throws: SQLiteError.self) { try await writer.backup(to: folder.file("copy.sqlite")) }
    }
}
