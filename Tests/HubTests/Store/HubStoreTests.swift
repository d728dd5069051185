import Digest
import Foundation
import Roaming
import SQLite
import Synchronization
import Testing

@testable import Hub

@Suite struct HubStoreTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "roamdesk-hub-" + RandomBytes.token(bytes: 8)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private func mode(_ path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
    }

    @Test func `a store reopens with its epoch and its rows`() async throws {
        try await withFolder { folder in
            let first = try HubStore(directory: folder)
            try await first.writer.write { try Feed.touch($0, .session, id: "NL*FAS/S1", at: .minute(1)) }
            first.close()
            let second = try HubStore(directory: folder)
            #expect(second.epoch == first.epoch && second.epoch.count == 32)
            #expect(try await second.reader.read { try Feed.head($0) } == 1)
            second.close()
        }
    }

    @Test func `folder and files are the owner's alone`() async throws {
        try await withFolder { folder in
            let store = try HubStore(directory: folder)
            try await store.secrets.set(platform: 1, token: "secret", at: .minute(1))
            #expect(mode(folder) == 0o700)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                #expect(mode(folder + "/" + name) == 0o600, "\(name)")
            }
            store.close()
        }
    }

    @Test func `tokens we send are in no backup and not in the hub's file`() async throws {
        try await withFolder { folder in
            let store = try HubStore(directory: folder)
            let secret = "token-that-must-not-travel"
            try await store.secrets.set(platform: 7, token: "older", at: .minute(1))
            try await store.secrets.set(platform: 7, token: secret, at: .minute(2))
            #expect(try await store.secrets.token(platform: 7) == secret)
            #expect(try await store.secrets.all() == [7: secret])
            try await store.backup(to: folder + "/backup.sqlite")
            for name in ["backup.sqlite", "hub.sqlite", "hub.sqlite-wal"] {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
                #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
            }
            try await store.secrets.remove(platform: 7)
            #expect(try await store.secrets.token(platform: 7) == nil)
            store.close()
        }
    }

    @Test func `a restored copy is another database to every desk`() async throws {
        try await withFolder { folder in
            let store = try HubStore(directory: folder)
            try await store.writer.write { try Feed.touch($0, .session, id: "NL*FAS/S1", at: .minute(1)) }
            let restored = folder + "/restored"
            try FileManager.default.createDirectory(atPath: restored, withIntermediateDirectories: false)
            try await store.backup(to: restored + "/hub.sqlite")
            #expect(try FileManager.default.contentsOfDirectory(atPath: restored) == ["hub.sqlite"])
            let second = try HubStore(directory: restored)
            #expect(second.epoch != store.epoch)
            #expect(try await second.reader.read { try Feed.head($0) } == 1)
            second.close()
            store.close()
        }
    }

    @Test func `a closed store is one file, without a log beside it`() async throws {
        try await withFolder { folder in
            let store = try HubStore(directory: folder)
            try await store.writer.write { try Feed.touch($0, .session, id: "S", at: .minute(1)) }
            _ = try await store.reader.read { try Feed.head($0) }
            store.close()
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                    == ["hub.sqlite", "secrets.sqlite"])
        }
    }

    @Test func `each commit tells the feed's head`() async throws {
        try await withFolder { folder in
            let heads = Mutex<[Int64]>([])
            let store = try HubStore(directory: folder) { head in heads.withLock { $0.append(head) } }
            for minute in 1...3 {
                try await store.writer.write { try Feed.touch($0, .session, id: "S", at: .minute(Int64(minute))) }
            }
            store.close()
            #expect(heads.withLock { $0 } == [1, 2, 3])
        }
    }

    @Test func `the open store refuses to change its own schema`() async throws {
        try await withFolder { folder in
            let store = try HubStore(directory: folder)
            for sql in [
                "DROP TRIGGER entry_no_update", "PRAGMA recursive_triggers=OFF", "ALTER TABLE cdr ADD COLUMN x",
            ] {
                await #expect(throws: SQLiteError.self) { try await store.writer.write { try $0.execute(sql) } }
            }
            store.close()
        }
    }
}
