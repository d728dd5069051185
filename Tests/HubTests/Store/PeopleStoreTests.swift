import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct PeopleStoreTests {
    @Test func `a token opens for its person until revoked or the person is inactive`() throws {
        let store = try TemporaryStore()
        let db = store.db
        let id = try Sample.person(db, "Ada", roles: ["viewer", "finance_approver"])
        try AdminTokenStore.insert(db, person: id, hash: .hash(1), label: "laptop", at: .minute(1))
        #expect(try AdminTokenStore.person(db, hash: .hash(1))?.roles == ["finance_approver", "viewer"])
        #expect(try AdminTokenStore.person(db, hash: .hash(2)) == nil)
        try PersonStore.setActive(db, id, false)
        #expect(try AdminTokenStore.person(db, hash: .hash(1)) == nil)
        try PersonStore.setActive(db, id, true)
        #expect(try AdminTokenStore.revoke(db, hash: .hash(1), at: .minute(2)))
        #expect(try !AdminTokenStore.revoke(db, hash: .hash(1), at: .minute(3)))
        #expect(try AdminTokenStore.person(db, hash: .hash(1)) == nil)
        #expect(try AdminTokenStore.list(db, person: id).map(\.revokedAt) == [.minute(2)])
        #expect(throws: SQLiteError.self) { try db.run("UPDATE admin_token SET revoked_at = NULL") }
    }

    @Test(arguments: ["finance_approver", "admin", "noc", "finance_maker"])
    func `a service gets no role that acts`(role: String) throws {
        let store = try TemporaryStore()
        let id = try Sample.person(store.db, "robot", roles: ["viewer"], isService: true)
        let error = #expect(throws: SQLiteError.self) { try PersonStore.setRoles(store.db, id, ["viewer", role]) }
        #expect(error.flatMap { StoreRule.of($0) } == "SERVICE_ONLY_READS")
        // Nor by the way round: a person who becomes a service.
        #expect(throws: SQLiteError.self) { try store.db.run("UPDATE person SET is_service = 0") }
    }

    @Test func `a name is one person in any case`() throws {
        let store = try TemporaryStore()
        _ = try Sample.person(store.db, "Ada")
        let error = #expect(throws: SQLiteError.self) { try Sample.person(store.db, "ADA") }
        #expect(error?.isDuplicate == true)
        #expect(try PersonStore.get(store.db, name: "ada")?.name == "Ada")
        #expect(try PersonStore.all(store.db).count == 1)
    }

    private func draft(_ action: String) -> AuditDraft {
        AuditDraft(
            at: .minute(1), actor: "Ada", action: action, subjectKind: "payout", subjectID: "P-1", outcome: "done")
    }

    @Test func `the audit is a chain that notices a rewritten row`() throws {
        let store = try TemporaryStore()
        for action in ["a", "b", "c", "d"] { try AuditStore.append(store.db, draft(action)) }
        #expect(try AuditStore.list(store.db, after: 1, limit: 2).map(\.draft.action) == ["b", "c"])
        #expect(try AuditStore.latest(store.db, limit: 1).map(\.seq) == [4])
        #expect(try AuditStore.about(store.db, kind: "payout", id: "P-1").count == 4)
        #expect(try AuditStore.firstBroken(store.db) == nil)
        try store.db.execute("DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'Eve' WHERE seq = 2")
        #expect(try AuditStore.firstBroken(store.db) == 2)
    }

    @Test(arguments: [
        "UPDATE audit SET actor = 'Eve'", "DELETE FROM audit WHERE seq = 2",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
        "INSERT INTO audit SELECT 9, at, actor, person, action, subject_kind, subject_id, outcome, detail, prev_hash, hash FROM audit WHERE seq = 2",
        "INSERT INTO audit SELECT 3, at, actor, person, action, subject_kind, subject_id, outcome, detail, zeroblob(32), hash FROM audit WHERE seq = 2",
    ]) func `the audit only grows, at its end`(sql: String) throws {
        let store = try TemporaryStore()
        for action in ["a", "b"] { try AuditStore.append(store.db, draft(action)) }
        #expect(throws: SQLiteError.self) { try store.db.run(sql) }
        #expect(try AuditStore.firstBroken(store.db) == nil)
        #expect(try AuditStore.latest(store.db, limit: 9).count == 2)
    }

    @Test func `an action's answer is kept by person and key, once`() throws {
        let store = try TemporaryStore()
        let ada = try Sample.person(store.db, "Ada")
        let response = StoredResponse(
            requestHash: .hash(1), status: 200, headers: "[]", body: [123, 125], at: .minute(1))
        try IdempotencyStore.store(store.db, person: ada, key: "k", response)
        #expect(try IdempotencyStore.find(store.db, person: ada, key: "k") == response)
        #expect(try IdempotencyStore.find(store.db, person: ada, key: "K") == nil)
        #expect(throws: SQLiteError.self) { try IdempotencyStore.store(store.db, person: ada, key: "k", response) }
    }

    @Test func `an alert is live once and returns after it was cleared`() throws {
        let store = try TemporaryStore()
        func raise(_ id: String, text: String) throws -> (id: String, isNew: Bool) {
            try AlertStore.raise(
                store.db,
                AlertRecord(
                    id: id, severity: "warn", subjectKind: "partner", subjectID: "NL*FAS", code: "OFFLINE", text: text,
                    since: .minute(1)))
        }
        #expect(try raise("A1", text: "gone") == ("A1", true))
        #expect(try raise("A2", text: "still gone") == ("A1", false))
        #expect(try AlertStore.live(store.db).map(\.text) == ["still gone"])
        #expect(try AlertStore.clear(store.db, kind: "partner", id: "NL*FAS", code: "OFFLINE", at: .minute(2)) == "A1")
        #expect(try AlertStore.clear(store.db, kind: "partner", id: "NL*FAS", code: "OFFLINE", at: .minute(2)) == nil)
        #expect(try raise("A3", text: "gone again") == ("A3", true))
    }

    @Test func `settings and meta are kept, and a setting is JSON`() throws {
        let store = try TemporaryStore()
        try SettingStore.set(store.db, "limits", value: "{\"max\":1}", by: "Ada", at: .minute(1))
        try SettingStore.set(store.db, "limits", value: "{\"max\":2}", by: "Bob", at: .minute(2))
        #expect(try SettingStore.value(store.db, "limits") == "{\"max\":2}")
        #expect(try SettingStore.all(store.db).map(\.updatedBy) == ["Bob"])
        #expect(throws: SQLiteError.self) {
            try SettingStore.set(store.db, "limits", value: "{max", by: "Eve", at: .minute(3))
        }
        try MetaStore.set(store.db, "demo", "yes")
        #expect(try MetaStore.value(store.db, "demo") == "yes")
        try MetaStore.remove(store.db, "demo")
        #expect(try MetaStore.value(store.db, "demo") == nil)
        #expect(throws: StoreError.self) { try MetaStore.epoch(store.db) }
    }
}
