import Roaming
import SQLite

/// A person, or a service, which may only read.
struct PersonRecord: Hashable, Sendable {
    /// 0 until inserted.
    var id: Int64 = 0
    /// The handle that the audit and four eyes know, such as `mira`.
    var name: String
    /// The name people read.
    var displayName: String
    var isService: Bool
    /// Role words of the admin API, in order.
    var roles: [String]
    var isActive = true
    var createdAt: Timestamp
}

enum PersonStore {
    /// Answers the new id.
    ///
    /// - Throws: a duplicate for a name that is taken in any case; rule `SERVICE_ONLY_READS`.
    static func insert(_ db: Connection, _ person: PersonRecord) throws -> Int64 {
        try db.run(
            "INSERT INTO person (name, display_name, is_service, is_active, created_at) VALUES (?, ?, ?, ?, ?)",
            person.name, person.displayName, person.isService, person.isActive, person.createdAt)
        let id = db.lastInsertRowid
        try insertRoles(db, id, person.roles)
        return id
    }

    static func setRoles(_ db: Connection, _ id: Int64, _ roles: [String]) throws {
        try db.run("DELETE FROM person_role WHERE person = ?", id)
        try insertRoles(db, id, roles)
    }

    static func setActive(_ db: Connection, _ id: Int64, _ isActive: Bool) throws {
        guard try db.run("UPDATE person SET is_active = ? WHERE id = ?", isActive, id) == 1 else {
            throw StoreError.notFound("person \(id)")
        }
    }

    static func get(_ db: Connection, _ id: Int64) throws -> PersonRecord? {
        try db.one(select + "WHERE p.id = ?", id) { try PersonRecord(row: $0) }
    }

    static func get(_ db: Connection, name: String) throws -> PersonRecord? {
        try db.one(select + "WHERE p.name = ?", name) { try PersonRecord(row: $0) }
    }

    static func all(_ db: Connection) throws -> [PersonRecord] {
        try db.query(select + "ORDER BY p.name") { try PersonRecord(row: $0) }
    }

    private static func insertRoles(_ db: Connection, _ id: Int64, _ roles: [String]) throws {
        for role in Set(roles).sorted() {
            try db.run("INSERT INTO person_role (person, role) VALUES (?, ?)", id, role)
        }
    }

    static let select = """
        SELECT p.*, coalesce((SELECT group_concat(role, ' ') FROM (
          SELECT role FROM person_role r WHERE r.person = p.id ORDER BY role)), '') AS roles FROM person p

        """
}

extension PersonRecord {
    init(row: Row) throws {
        id = try row.int64("id")
        name = try row.text("name")
        displayName = try row.text("display_name")
        isService = try row.bool("is_service")
        roles = try row.words("roles")
        isActive = try row.bool("is_active")
        createdAt = try row.timestamp("created_at")
    }
}
