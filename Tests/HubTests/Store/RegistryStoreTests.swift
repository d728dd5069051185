import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct RegistryStoreTests {
    private func party(_ party: PartyID, _ platform: Int64, roles: [String] = ["CPO"]) -> PartyRecord {
        PartyRecord(
            party: party, platformID: platform, roles: roles, name: "Fastned", status: .planned,
            lastUpdated: .minute(1))
    }

    @Test func `a platform reads back as it was written`() throws {
        let store = try TemporaryStore()
        var platform = PlatformRecord(name: "Fastned", status: .invited, startedByHub: true, createdAt: .minute(0))
        platform.id = try PlatformStore.insert(store.db, platform)
        platform.status = .registered
        platform.versionsURL = "https://fastned.example/ocpi/versions"
        platform.ocpiVersion = "2.2.1"
        platform.versionURL = "https://fastned.example/ocpi/2.2.1"
        platform.tokenEncoding = .raw
        platform.registeredAt = .minute(2)
        try PlatformStore.update(store.db, platform)
        try PlatformStore.touchSeen(store.db, platform.id, at: .minute(3))
        platform.lastSeenAt = .minute(3)
        #expect(try PlatformStore.get(store.db, platform.id) == platform)
        #expect(try PlatformStore.all(store.db) == [platform])
    }

    @Test func `a token's life: registration, current, previous, void, and never back`() throws {
        let store = try TemporaryStore()
        let db = store.db
        let platform = try Sample.platform(db)
        func state(_ byte: UInt8) throws -> AcceptToken.State? {
            try AcceptTokenStore.find(db, hash: .hash(byte))?.state
        }
        try AcceptTokenStore.issueRegistration(
            db, platform: platform, hash: .hash(1), fingerprint: "fp:1", at: .minute(1))
        try AcceptTokenStore.issueRegistration(
            db, platform: platform, hash: .hash(2), fingerprint: "fp:2", at: .minute(2))
        #expect(try [state(1), state(2)] == [.void, .registration])
        try AcceptTokenStore.rotate(db, platform: platform, hash: .hash(3), fingerprint: "fp:3", at: .minute(3))
        #expect(try [state(2), state(3)] == [.void, .current])
        try AcceptTokenStore.rotate(db, platform: platform, hash: .hash(4), fingerprint: "fp:4", at: .minute(4))
        #expect(try [state(3), state(4)] == [.previous, .current])
        #expect(try AcceptTokenStore.list(db, platform: platform).map(\.fingerprint) == ["fp:4", "fp:3"])
        #expect(try AcceptTokenStore.dropPrevious(db, platform: platform, at: .minute(5)))
        #expect(try !AcceptTokenStore.dropPrevious(db, platform: platform, at: .minute(5)))
        try AcceptTokenStore.voidAll(db, platform: platform, at: .minute(6))
        #expect(try [state(3), state(4), state(9)] == [.void, .void, nil])
        #expect(throws: SQLiteError.self) { try db.run("UPDATE accept_token SET state = 'current', voided_at = NULL") }
        #expect(throws: SQLiteError.self) { try db.run("DELETE FROM accept_token") }
    }

    @Test func `a party stays with its platform while that is registered`() throws {
        let store = try TemporaryStore()
        let db = store.db
        let first = try Sample.platform(db, name: "first")
        let second = try Sample.platform(db, name: "second")
        try PartyStore.put(db, party(.fas, first, roles: ["EMSP", "CPO"]))
        try db.run(
            """
            UPDATE platform SET status = 'registered', versions_url = 'u', ocpi_version = '2.2.1', registered_at = 1
            WHERE id = ?
            """, first)
        let error = #expect(throws: SQLiteError.self) { try PartyStore.put(db, party(.fas, second)) }
        #expect(error.flatMap { StoreRule.of($0) } == "PARTY_OF_ANOTHER_PLATFORM")
        #expect(try PartyStore.get(db, .fas)?.roles == ["CPO", "EMSP"])
        try db.run("UPDATE platform SET status = 'unregistered' WHERE id = ?", first)
        try PartyStore.put(db, party(.fas, second))
        #expect(try PartyStore.list(db, platform: second).map(\.party) == [.fas])
    }

    @Test func `a suspended party has a reason, any other has none`() throws {
        let store = try TemporaryStore()
        let platform = try Sample.platform(store.db)
        try PartyStore.put(store.db, party(.fas, platform))
        try PartyStore.setStatus(store.db, .fas, .suspended, reason: "fraud", at: .minute(2))
        #expect(try PartyStore.get(store.db, .fas)?.suspendedReason == "fraud")
        #expect(throws: SQLiteError.self) { try PartyStore.setStatus(store.db, .fas, .suspended, at: .minute(3)) }
        #expect(throws: StoreError.self) { try PartyStore.setStatus(store.db, .tnm, .connected, at: .minute(3)) }
        try PartyStore.acceptTerms(store.db, .fas, at: .minute(4))
        #expect(try PartyStore.get(store.db, .fas)?.termsAcceptedAt == .minute(4))
    }

    @Test func `the pair's terms come before the default`() throws {
        let store = try TemporaryStore()
        var terms = AgreementRecord(
            isAllowed: true, modules: ["sessions", "cdrs"], commissionBasisPoints: 400, dpShareBasisPoints: 800,
            validFrom: .minute(0), updatedBy: "Adam", updatedAt: .minute(0))
        try AgreementStore.put(store.db, terms)
        #expect(try AgreementStore.find(store.db, cpo: .fas, dp: .emp) == terms)
        terms.cpo = .fas
        terms.dp = .emp
        terms.isAllowed = false
        try AgreementStore.put(store.db, terms)
        #expect(try AgreementStore.find(store.db, cpo: .fas, dp: .emp)?.id == "NL*FAS>DE*EMP")
        #expect(try AgreementStore.find(store.db, cpo: .ion, dp: .emp)?.id == "default")
        terms.commissionBasisPoints = 9900
        #expect(throws: SQLiteError.self) { try AgreementStore.put(store.db, terms) }
    }

    @Test func `endpoints are replaced whole, and a repeated one is the last`() throws {
        let store = try TemporaryStore()
        let platform = try Sample.platform(store.db)
        let endpoints = [
            EndpointRecord(module: "credentials", role: "SENDER", url: "a"),
            EndpointRecord(module: "credentials", role: "SENDER", url: "b"),
            EndpointRecord(module: "cdrs", role: "RECEIVER", url: "c"),
        ]
        try EndpointStore.replace(store.db, platform: platform, endpoints)
        #expect(try EndpointStore.list(store.db, platform: platform).map(\.url) == ["c", "b"])
        try EndpointStore.replace(store.db, platform: platform, [endpoints[2]])
        #expect(try EndpointStore.all(store.db) == [platform: [endpoints[2]]])
    }

    @Test func `a mapped URL is found until it is purged`() throws {
        let store = try TemporaryStore()
        let platform = try Sample.platform(store.db)
        let mapping = URLMapping(
            uid: "u1", originalURL: "https://emp.example/r/1", kind: .response, platformID: platform,
            createdAt: .minute(0), expiresAt: .minute(10))
        try URLMapStore.put(store.db, mapping)
        #expect(try URLMapStore.get(store.db, "u1") == mapping)
        #expect(try URLMapStore.purge(store.db, before: .minute(10)) == 0)
        #expect(try URLMapStore.purge(store.db, before: .minute(11)) == 1)
        #expect(try URLMapStore.get(store.db, "u1") == nil)
    }
}
