import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct TariffInForceTests {
    /// A version that the hub received, and that its CPO dates, so many minutes after the session's start.
    struct Published: Sendable {
        var received: Int64
        var updated: Int64
        var from: Int64?
        var to: Int64?
        var deleted: Int64?
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let versions: [Published]
        let expected: Int?
        let basis: TariffInForce.Basis?

        init(_ name: String, _ versions: [Published], _ expected: Int?, _ basis: TariffInForce.Basis?) {
            testDescription = name
            self.versions = versions
            self.expected = expected
            self.basis = basis
        }
    }

    static let cases: [Case] = [
        Case("nothing", [], nil, nil),
        Case("the last one received before", [p(-20, -20), p(-10, -10), p(10, 10)], 2, .promised),
        Case("received at the start", [p(-20, -20), p(0, -1)], 2, .promised),
        Case("a late push with an old date binds nobody", [p(-20, -20), p(5, -5)], 1, .promised),
        Case("a late push alone is a claim", [p(5, -5)], 1, .claimed),
        Case("of late pushes the last dated before", [p(5, -5), p(6, -9), p(7, 3)], 1, .claimed),
        Case("all dated after", [p(5, 1), p(6, 2)], 1, .first),
        Case("told ahead, not valid yet", [p(-20, -20), p(-10, -10, from: 60)], 1, .promised),
        Case("told ahead, valid by now", [p(-20, -20), p(-10, -10, from: 0)], 2, .promised),
        Case("an end in the past is exclusive", [p(-20, -20, to: 0), p(3, -1)], 2, .claimed),
        Case("what was told later counts, not the later date", [p(-20, -5), p(-10, -9)], 2, .promised),
        Case("withdrawn before the start", [p(-20, -20, deleted: -1)], 1, .claimed),
        Case("withdrawn after the start", [p(-20, -20, deleted: 1)], 1, .promised),
    ]

    private static func p(
        _ received: Int64, _ updated: Int64, from: Int64? = nil, to: Int64? = nil, deleted: Int64? = nil
    ) -> Published {
        Published(received: received, updated: updated, from: from, to: to, deleted: deleted)
    }

    @Test(arguments: cases)
    func `what was told before the start is promised`(_ row: Case) {
        let versions = row.versions.enumerated().map { index, version in
            TariffRecord(
                versionID: Int64(index + 1), owner: .fas, tariffID: "T1", version: index + 1, raw: [],
                contentHash: .hash(UInt8(index)), currency: "EUR", summary: "",
                validFrom: version.from.map { .minute($0) }, validTo: version.to.map { .minute($0) }, isShared: true,
                deletedAt: version.deleted.map { .minute($0) }, lastUpdated: .minute(version.updated),
                receivedAt: .minute(version.received))
        }
        let found = TariffInForce(at: .minute(0), of: versions)
        #expect(found?.version.version == row.expected)
        #expect(found?.basis == row.basis)
    }

    @Test func `a pin stays when the hub starts again and when other versions come`() throws {
        let store = try TemporaryStore()
        func publish(_ hash: UInt8, _ minute: Int64) throws {
            _ = try TariffStore.put(
                store.db,
                TariffRecord(
                    owner: .fas, tariffID: "T1", raw: [hash], contentHash: .hash(hash), currency: "EUR",
                    summary: "\(hash)", isShared: true, lastUpdated: .minute(minute), receivedAt: .minute(minute)))
        }
        func pins(_ db: Connection) throws -> [TariffPin] { try SessionTariffStore.pins(db, .fas, "s1") }
        try publish(1, -10)
        try SessionStore.put(store.db, Sample.session())
        let row = try #require(try SessionStore.rowID(store.db, .fas, "S1"))
        let first = try #require(try TariffStore.inForce(store.db, .fas, "T1", at: .minute(0)))
        try SessionTariffStore.pin(store.db, session: row, first, at: .minute(1))
        try publish(2, 2)
        let second = try #require(try TariffStore.inForce(store.db, .fas, "T1", at: .minute(9)))
        #expect(second.version.version == 2)
        try SessionTariffStore.pin(store.db, session: row, second, at: .minute(9))
        try TariffStore.delete(store.db, .fas, "T1", at: .minute(10))
        let again = try Connection(path: store.directory + "/hub.sqlite")
        #expect(try pins(again).map(\.version.version) == [1])
        #expect(try pins(again).map(\.pinnedAt) == [.minute(1)])
        #expect(try SessionTariffStore.count(again, version: first.version.versionID) == 1)
        #expect(throws: SQLiteError.self) { try again.run("UPDATE session_tariff SET is_promised = 0") }
        #expect(throws: SQLiteError.self) { try again.run("DELETE FROM session_tariff") }
    }
}
