import Foundation
import SQLite
import Testing

@Suite struct DatabaseReaderTests {
    @Test func `a read sees one moment while others write`() async throws {
        let folder = try TemporaryFolder()
        let writer = try DatabaseWriter(path: folder.file(), synchronous: .normal, migrations: [items])
        let reader = try DatabaseReader(path: folder.file(), threads: 1)
        try await writer.write { try $0.add("a") }
        let between = DispatchSemaphore(value: 0)
        let looked = DispatchSemaphore(value: 0)
        async let counts = reader.read { db in
            let before = try db.names().count
            looked.signal()
            between.wait()
            return [before, try db.names().count]
        }
        await Task.detached { looked.wait() }.value
        try await writer.write { try $0.add("b") }
        between.signal()
        #expect(try await counts == [1, 1])
        #expect(try await reader.read { try $0.names().count } == 2)
    }

    @Test func `many reads and writes at once all come home`() async throws {
        let folder = try TemporaryFolder()
        let writer = try DatabaseWriter(path: folder.file(), synchronous: .normal, migrations: [items])
        let reader = try DatabaseReader(path: folder.file(), threads: 3)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await writer.write { db in
                        try db.add("x\(number)")
                        try db.add("y\(number)")
                    }
                    return true
                }
                // Pairs are written in one body, so that no reader ever sees half of one.
                group.addTask { try await reader.read { try $0.names().count.isMultiple(of: 2) } }
            }
            for try await fine in group { #expect(fine) }
        }
        #expect(try await reader.read { try $0.names().count } == 400)
    }

    @Test func `a cancelled read stops in the middle and the next is untouched`() async throws {
        let folder = try TemporaryFolder()
        let writer = try DatabaseWriter(path: folder.file(), synchronous: .normal, migrations: [items])
        let reader = try DatabaseReader(path: folder.file(), threads: 1)
        let begun = DispatchSemaphore(value: 0)
        let endless = Task {
            try await reader.read { db in
                begun.signal()
                return try db.one(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
                ) { try $0.int(0) }
            }
        }
        await Task.detached { begun.wait() }.value
        let waiting = Task { try await reader.read { try $0.names() } }
        waiting.cancel()
        endless.cancel()
        await #expect(throws: CancellationError.self) { try await endless.value }
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(try await reader.read { try $0.names() } == [])
        writer.close()
    }

    @Test func `reading after close is refused`() async throws {
        let folder = try TemporaryFolder()
        _ = try DatabaseWriter(path: folder.file(), synchronous: .normal, migrations: [items])
        let reader = try DatabaseReader(path: folder.file())
        reader.close()
        await #expect(throws: DatabaseError.self) { try await reader.read { try $0.names() } }
    }
}
