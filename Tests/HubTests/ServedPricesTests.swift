import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct ServedPricesTests {
    private static let key = ServedPriceKey(
        dp: .tnm, owner: .fas, locationID: "LOC1", evseUID: "E1", connectorID: "1", versionID: 1)

    @Test func `the first showing is written at once, repetitions together after a minute`() {
        let start = ContinuousClock.now
        var prices = ServedPrices(at: start)
        let first = prices.served([Self.key, Self.key], etag: "a", at: .minute(0))
        #expect(first.map(\.count) == [1])
        prices.wrote(first)
        #expect(prices.served([Self.key], etag: "b", at: .minute(1)).isEmpty)
        #expect(prices.served([Self.key], etag: "b", at: .minute(2)).isEmpty)
        #expect(prices.due(at: start + .seconds(59)).isEmpty)
        let due = prices.due(at: start + .seconds(60))
        #expect(due == [ServedPriceRecord(key: Self.key, etag: "b", firstAt: .minute(1), lastAt: .minute(2), count: 2)])
        #expect(prices.due(at: start + .seconds(180)).isEmpty)
        _ = prices.served([Self.key], etag: "b", at: .minute(3))
        #expect(prices.due(at: start + .seconds(61), isEnd: true).map(\.count) == [1])
    }

    @Test func `what was not written is given again`() {
        var prices = ServedPrices(at: .now)
        #expect(prices.served([Self.key], etag: "a", at: .minute(0)).count == 1)
        #expect(prices.served([Self.key], etag: "a", at: .minute(1)).count == 1)
    }

    @Test func `evidence adds up, keeps its first moment and cannot be taken back`() throws {
        let store = try TemporaryStore()
        let put = try TariffStore.put(
            store.db,
            TariffRecord(
                owner: .fas, tariffID: "T1", raw: [], contentHash: .hash(1), currency: "EUR", summary: "",
                isShared: true, lastUpdated: .minute(0), receivedAt: .minute(0)))
        var key = Self.key
        key.versionID = put.versionID
        for (minute, count) in [(5, 1), (9, 4), (7, 2)] as [(Int64, Int)] {
            try ServedPriceStore.add(
                store.db,
                ServedPriceRecord(
                    key: key, etag: "e\(minute)", firstAt: .minute(minute), lastAt: .minute(minute), count: count))
        }
        let again = try Connection(path: store.directory + "/hub.sqlite")
        let place = ChargePlace(locationID: "loc1", evseUID: "e1", connectorID: "1")
        #expect(
            try ServedPriceStore.list(again, dp: .tnm, owner: .fas, place: place)
                == [ServedPriceRecord(key: key, etag: "e7", firstAt: .minute(5), lastAt: .minute(9), count: 7)])
        #expect(try ServedPriceStore.list(again, dp: .emp).isEmpty)
        #expect(throws: SQLiteError.self) { try again.run("UPDATE price_served SET count = 1") }
        #expect(throws: SQLiteError.self) { try again.run("DELETE FROM price_served") }
    }

    @Test(
        arguments: [
            (nil, false), ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), (" * ", true), ("\"b\"", false),
            ("a", false), ("", false), (",,\"a\" ,", true),
        ] as [(String?, Bool)])
    func `an If-None-Match is read as RFC 9110 says`(_ header: String?, _ matches: Bool) {
        #expect(EntityTagList(header).matches("\"a\"") == matches)
    }
}
