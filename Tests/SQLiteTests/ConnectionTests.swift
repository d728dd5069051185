import SQLite
import Testing

@Suite struct ConnectionTests {
    @Test func `values come back as they went in`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        let text = "zero\u{0}inside, ä, 中, 🔌"
        let read = try db.one(
            "SELECT ? AS i, ? AS t, ? AS b, ? AS n, ? AS yes", Int64.min, text, [0, 255] as [UInt8], nil, true
        ) {
            (try $0.int64("i"), try $0.text("t"), try $0.blob("b"), try $0.optionalText("n"), try $0.bool("yes"))
        }
        let row = try #require(read)
        #expect(row.0 == Int64.min && row.1 == text && row.2 == [0, 255] && row.3 == nil && row.4)
    }

    @Test func `empty text and empty blobs are not NULL`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        let types = try db.one("SELECT typeof(?), typeof(?)", "", [] as [UInt8]) { [try $0.text(0), try $0.text(1)] }
        #expect(types == ["text", "blob"])
        #expect(
            try db.one("SELECT ?, ?", "", [] as [UInt8]) { [try $0.text(0).utf8.count, try $0.blob(1).count] } == [
                0, 0,
            ])
    }

    @Test(arguments: ["'text'", "NULL", "1.5", "x'00'"])
    func `a column of another type is refused, never converted`(literal: String) throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        let error = #expect(throws: SQLiteError.self) {
            try db.one("SELECT \(literal) AS amount") { try $0.int64("amount") }
        }
        #expect(error?.code == .mismatch)
        #expect(error?.message == "column amount is not an integer")
    }

    @Test func `an unknown column name is an error, not a NULL`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        #expect(throws: SQLiteError.self) { try db.one("SELECT 1 AS a") { try $0.optionalInt64("b") } }
    }

    @Test(arguments: [
        ("SELECT ?", 0), ("SELECT 1", 1), ("SELECT ?, ?", 1),
    ]) func `too many or too few values are refused`(sql: String, count: Int) throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        let error = #expect(throws: SQLiteError.self) {
            try db.run(sql, values: Array(repeating: 1, count: count))
        }
        #expect(error?.code == .misuse)
    }

    @Test(arguments: ["SELECT 1; SELECT 2", "", "  -- nothing\n"])
    func `one statement is exactly one`(sql: String) throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        #expect(throws: SQLiteError.self) { try db.run(sql) }
    }

    @Test func `an error has message and SQL, and none of the values`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        try Migrator.apply([items], to: db)
        try db.add("secret-token")
        let error = #expect(throws: SQLiteError.self) { try db.add("secret-token") }
        #expect(error?.isDuplicate == true)
        #expect(error?.message == "UNIQUE constraint failed: item.name")
        #expect(error?.sql == "INSERT INTO item (name) VALUES (?)")
        #expect(error?.description.contains("secret-token") == false)
    }

    @Test func `a statement inside its own rows gets a copy`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        let sql = "SELECT value FROM json_each('[1,2,3]')"
        let pairs = try db.query(sql) { outer in
            try db.query(sql) { inner in try outer.int64(0) * 10 + inner.int64(0) }
        }
        #expect(pairs == [[11, 12, 13], [21, 22, 23], [31, 32, 33]])
    }

    @Test func `more statements than are kept still work`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        for number in 0..<600 {
            #expect(try db.one("SELECT \(number)") { try $0.int(0) } == number)
        }
    }

    @Test func `REPLACE meets delete triggers and orphans are refused`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        try Migrator.apply([items], to: db)
        try db.execute(
            """
            CREATE TRIGGER keep BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'KEEP'); END;
            CREATE TABLE part (item INTEGER NOT NULL REFERENCES item (id)) STRICT
            """)
        try db.add("a")
        let error = #expect(throws: SQLiteError.self) {
            try db.run("INSERT OR REPLACE INTO item (id, name) VALUES (1, 'b')")
        }
        #expect(error?.code == .constraintTrigger && error?.message == "KEEP")
        let orphan = #expect(throws: SQLiteError.self) { try db.run("INSERT INTO part (item) VALUES (7)") }
        #expect(orphan?.code == .constraintForeignKey)
    }

    @Test func `a failing savepoint undoes itself only`() throws {
        struct Stop: Error {}
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        try Migrator.apply([items], to: db)
        try db.transaction {
            try db.add("before")
            #expect(throws: Stop.self) {
                try db.savepoint {
                    try db.add("inside")
                    try db.savepoint { try db.add("deeper") }
                    throw Stop()
                }
            }
            try db.add("after")
        }
        #expect(try db.names() == ["before", "after"])
    }

    @Test func `a failing transaction leaves nothing and no open transaction`() throws {
        struct Stop: Error {}
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        try Migrator.apply([items], to: db)
        #expect(throws: Stop.self) {
            try db.transaction {
                try db.add("a")
                throw Stop()
            }
        }
        #expect(!db.isInTransaction)
        #expect(try db.names().isEmpty)
    }

    @Test func `a file nobody else may read, with its log and index`() throws {
        let folder = try TemporaryFolder()
        let db = try folder.connection()
        try Migrator.apply([items], to: db)
        for name in ["test.sqlite", "test.sqlite-wal", "test.sqlite-shm"] { #expect(folder.mode(of: name) == 0o600) }
    }

    @Test func `a path that looks like a URI or memory is a plain file`() throws {
        let folder = try TemporaryFolder()
        let db = try Connection(path: folder.file("file:x?mode=memory"))
        try db.execute("CREATE TABLE t (a)")
        #expect(folder.mode(of: "file:x?mode=memory") == 0o600)
    }

    @Test func `a file that is no database is refused by its name`() throws {
        let folder = try TemporaryFolder()
        try Array(repeating: "not a database ", count: 100).joined().write(
            toFile: folder.file(), atomically: false, encoding: .utf8)
        let error = #expect(throws: SQLiteError.self) { try folder.connection() }
        #expect(error?.code == .notADatabase)
    }

    @Test func `a read-only connection cannot write`() throws {
        let folder = try TemporaryFolder()
        let writer = try folder.connection()
        try Migrator.apply([items], to: writer)
        let reader = try Connection(path: folder.file(), mode: .readOnly)
        #expect(throws: SQLiteError.self) { try reader.add("x") }
    }
}
