import SQLite
import Testing

@Suite struct MigratorTests {
    static let first = Migration(name: "first", sql: "CREATE TABLE a (x)")
    static let second = Migration(name: "second", sql: "CREATE TABLE b (x)")
    static let third = Migration(name: "third") { try $0.run("INSERT INTO b VALUES (1)") }

    @Test func `steps are applied once, in order, and later ones follow`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        #expect(try Migrator.apply([Self.first, Self.second], to: db) == ["first", "second"])
        #expect(try Migrator.apply([Self.first, Self.second], to: db) == [])
        #expect(try Migrator.apply([Self.first, Self.second, Self.third], to: db) == ["third"])
        #expect(try db.one("SELECT count(*) FROM b") { try $0.int(0) } == 1)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let list: [Migration]
        let error: MigrationError
    }

    static let refusals = [
        Refusal(
            testDescription: "the file is newer", list: [first], error: .unknown(name: "second")),
        Refusal(
            testDescription: "another program's file", list: [], error: .unknown(name: "first")),
        Refusal(
            testDescription: "renamed", list: [first, Migration(name: "zweite", sql: "CREATE TABLE b (x)")],
            error: .renamed(position: 1, inFile: "second", inProgram: "zweite")),
        Refusal(
            testDescription: "reordered", list: [second, first],
            error: .renamed(position: 0, inFile: "first", inProgram: "second")),
        Refusal(
            testDescription: "one put in between", list: [first, third, second],
            error: .renamed(position: 1, inFile: "second", inProgram: "third")),
        Refusal(
            testDescription: "edited", list: [first, Migration(name: "second", sql: "CREATE TABLE b (x, y)")],
            error: .edited(name: "second")),
        Refusal(
            testDescription: "SQL turned into code", list: [first, Migration(name: "second") { _ in }],
            error: .edited(name: "second")),
        Refusal(
            testDescription: "two of one name", list: [first, second, second],
            error: .duplicateName("second")),
    ]

    @Test(arguments: refusals) func `a list that is not a continuation is refused`(refusal: Refusal) throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        try Migrator.apply([Self.first, Self.second], to: db)
        #expect(throws: refusal.error) { try Migrator.apply(refusal.list, to: db) }
    }

    @Test func `a step that fails in the middle leaves nothing of itself and keeps those before`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        let broken = Migration(name: "broken", sql: "CREATE TABLE c (x); CREATE TABLE a (x)")
        #expect(throws: SQLiteError.self) { try Migrator.apply([Self.first, broken, Self.second], to: db) }
        let tables = try db.query("SELECT name FROM sqlite_schema WHERE name IN ('a', 'b', 'c')") { try $0.text(0) }
        #expect(tables == ["a"])
        #expect(try Migrator.apply([Self.first, Self.second], to: db) == ["second"])
    }
}
