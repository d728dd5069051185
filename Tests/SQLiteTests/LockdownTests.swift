import SQLite
import Testing

@Suite struct LockdownTests {
    @Test(arguments: [
        "DROP TRIGGER keep", "DROP TABLE item", "ALTER TABLE item ADD COLUMN x TEXT", "CREATE TABLE other (a)",
        "CREATE TEMP TABLE other (a)", "CREATE TEMP TRIGGER t AFTER INSERT ON item BEGIN SELECT 1; END",
        "PRAGMA recursive_triggers=OFF", "PRAGMA foreign_keys=OFF", "PRAGMA writable_schema=ON",
        "PRAGMA ignore_check_constraints=ON", "PRAGMA journal_mode=DELETE", "PRAGMA synchronous=OFF",
        "UPDATE sqlite_schema SET sql = NULL", "DELETE FROM sqlite_schema", "ATTACH 'other.sqlite' AS other",
        "VACUUM", "REINDEX",
    ]) func `a locked connection cannot change schema or pragmas`(sql: String) throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        try Migrator.apply([items], to: db)
        try db.execute("CREATE TRIGGER keep BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'KEEP'); END")
        try db.add("a")
        db.lockSchema()
        #expect(throws: SQLiteError.self) { try db.execute(sql) }
        #expect(throws: SQLiteError.self) { try db.run("DELETE FROM item") }
        #expect(try db.names() == ["a"])
    }

    @Test func `a locked connection still reads, writes and nests`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        try Migrator.apply([items], to: db)
        db.lockSchema()
        try db.transaction { try db.savepoint { try db.add("a") } }
        #expect(try db.one("PRAGMA quick_check") { try $0.text(0) } == "ok")
        let count = try db.one(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT count(*) FROM n"
        ) {
            try $0.int(0)
        }
        #expect(count == 3)
    }
}
