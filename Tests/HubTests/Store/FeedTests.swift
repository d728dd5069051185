import AdminAPI
import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct FeedTests {
    @Test func `a changed resource moves to the end and is listed once`() throws {
        let store = try TemporaryStore()
        try Feed.touch(store.db, .session, id: "NL*FAS/S1", at: .minute(1))
        try Feed.touch(store.db, .session, id: "NL*FAS/S2", at: .minute(2))
        let mark = try Feed.touch(store.db, .session, id: "NL*FAS/S1", at: .minute(3))
        #expect(mark == FeedMark(seq: 3, version: 2))
        let page = try Feed.page(store.db, after: 0, limit: 10)
        #expect(page.map(\.id) == ["NL*FAS/S2", "NL*FAS/S1"])
        #expect(page.map(\.seq) == [2, 3])
        #expect(try Feed.head(store.db) == 3)
    }

    @Test func `a volatile change moves the seq and keeps the version`() throws {
        let store = try TemporaryStore()
        try Feed.touch(store.db, .partner, id: "NL*FAS", at: .minute(1))
        let mark = try Feed.touch(store.db, .partner, id: "NL*FAS", at: .minute(2), bumpsVersion: false)
        #expect(mark == FeedMark(seq: 2, version: 1))
    }

    @Test func `ids that differ only in case are one resource`() throws {
        let store = try TemporaryStore()
        try Feed.touch(store.db, .session, id: "NL*FAS/s1", at: .minute(1))
        try Feed.touch(store.db, .session, id: "NL*FAS/S1", at: .minute(2))
        #expect(try Feed.page(store.db, after: 0, limit: 10).map(\.id) == ["NL*FAS/s1"])
    }

    @Test func `a deletion is a row, has no version, and a return counts on`() throws {
        let store = try TemporaryStore()
        try Feed.touch(store.db, .tariff, id: "NL*FAS/T1", at: .minute(1))
        try Feed.delete(store.db, .tariff, id: "NL*FAS/T1", at: .minute(2))
        #expect(try Feed.page(store.db, after: 1, limit: 10).map(\.isDeleted) == [true])
        #expect(try Feed.version(store.db, .tariff, id: "NL*FAS/T1") == nil)
        #expect(try Feed.touch(store.db, .tariff, id: "NL*FAS/T1", at: .minute(3)).version == 3)
    }

    @Test func `a page is of the wanted kinds, after the seq, and no longer than the limit`() throws {
        let store = try TemporaryStore()
        for number in 1...5 {
            try Feed.touch(store.db, .session, id: "S\(number)", at: .minute(1))
            try Feed.touch(store.db, .cdr, id: "C\(number)", at: .minute(1))
        }
        let page = try Feed.page(store.db, after: 2, limit: 3, kinds: [.cdr])
        #expect(page.map(\.id) == ["C2", "C3", "C4"])
    }

    @Test func `stale resources are those untouched since`() throws {
        let store = try TemporaryStore()
        try Feed.touch(store.db, .session, id: "old", at: .minute(1))
        try Feed.touch(store.db, .session, id: "new", at: .minute(9))
        #expect(try Feed.stale(store.db, .session, before: .minute(5), limit: 10) == ["old"])
    }

    @Test(arguments: [
        "DELETE FROM feed", "UPDATE feed SET seq = 1 WHERE id = 'B'", "UPDATE feed SET version = 0, seq = 99",
        "UPDATE feed SET id = 'C', seq = 99 WHERE id = 'A'",
        "INSERT OR REPLACE INTO feed (seq, kind, id, version, is_deleted, at) VALUES (1, 'session', 'X', 1, 0, 0)",
    ]) func `the feed only goes forward`(sql: String) throws {
        let store = try TemporaryStore()
        try Feed.touch(store.db, .session, id: "A", at: .minute(1))
        try Feed.touch(store.db, .session, id: "B", at: .minute(2))
        #expect(throws: SQLiteError.self) { try store.db.run(sql) }
        #expect(try Feed.page(store.db, after: 0, limit: 9).map(\.id) == ["A", "B"])
    }
}
