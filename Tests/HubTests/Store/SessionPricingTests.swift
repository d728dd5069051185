import JSON
import OCPI
import Roaming
import SQLite
import Testing

@testable import Hub

/// Running sessions as their updates arrive: which tariff version they keep and what they cost so far.
@Suite struct SessionPricingTests {
    private let store: TemporaryStore
    private var db: Connection { store.db }

    init() throws {
        store = try TemporaryStore()
        try publish(0.5, minute: -60)
        _ = try ObjectIntake(db: db, now: at(-50), isShared: true).put(location: Samples.location, .fas, known: nil)
    }

    /// Minutes after 11:00, when the sample sessions start.
    private func at(_ minutes: Int64) -> Timestamp {
        Timestamp(rfc3339: "2026-11-22T11:00:00Z")! + .seconds(minutes * 60)
    }

    /// A price per kWh and 6.00 per hour parked, at the connector of the sample location.
    private func publish(_ price: Double, minute: Int64) throws {
        let value: JSONValue = [
            "country_code": "NL", "party_id": "FAS", "id": "T1", "currency": "EUR",
            "elements": [
                [
                    "price_components": [
                        ["type": "ENERGY", "price": price.json, "step_size": 1],
                        ["type": "PARKING_TIME", "price": 6, "step_size": 1],
                    ]
                ]
            ], "last_updated": .string(at(minute).rfc3339),
        ]
        _ = try ObjectIntake(db: db, now: at(minute), isShared: true).tariff(value, .fas, raw: value.serialized())
    }

    private func update(_ kwh: JSONValue, minute: Int64, _ extra: JSONObject = [:]) throws -> SessionRecord {
        guard case .object(var object) = Samples.session("S1", kwh: kwh, updated: at(minute).rfc3339) else {
            throw StoreError.notFound("sample")
        }
        for (name, value) in extra.members { object[name] = value }
        let body = JSONValue.object(object)
        _ = try SessionIntake(db: db, now: at(minute)).take(
            body, .fas, "S1", raw: body.serialized(), isPatch: false)
        return try #require(try SessionStore.get(db, .fas, "S1"))
    }

    @Test func `a later tariff changes nothing for a session that runs`() throws {
        #expect(try update(2, minute: 10).costMinor == 100)
        let pins = try SessionTariffStore.pins(db, .fas, "S1")
        #expect(pins.map(\.version.version) == [1])
        #expect(pins.map(\.isPromised) == [true])
        try publish(0.9, minute: 12)
        #expect(try update(4, minute: 20).costMinor == 200)
        #expect(try SessionTariffStore.pins(db, .fas, "S1") == pins)
    }

    @Test func `without periods the meter tells when the car stood, and the cost is an estimate`() throws {
        #expect(try update(4, minute: 20).costMinor == 200)
        let parked = try update(4, minute: 40)
        #expect(parked.costMinor == 400)
        #expect(parked.costSource == "hub")
        #expect(parked.costIsEstimate)
    }

    @Test func `periods of the CPO are priced as they are`() throws {
        let period: JSONValue = [
            "start_date_time": .string(at(0).rfc3339), "dimensions": [["type": "ENERGY", "volume": 4]],
        ]
        let record = try update(4, minute: 40, ["charging_periods": [period]])
        #expect(record.costMinor == 200)
        #expect(!record.costIsEstimate)
        let row = try #require(try SessionStore.rowID(db, .fas, "S1"))
        #expect(try SessionSampleStore.list(db, session: row).isEmpty)
    }

    @Test func `what the CPO says it costs goes before the hub's figure`() throws {
        let record = try update(4, minute: 40, ["total_cost": ["excl_vat": 9]])
        #expect(record.costMinor == 900)
        #expect(record.costSource == "cpo")
        #expect(try SessionTariffStore.pins(db, .fas, "S1").count == 1)
    }

    @Test func `a tariff is reviewed when it comes, and again when its connectors change`() throws {
        let version = try #require(try TariffStore.current(db, .fas, "T1"))
        let first = try #require(try TariffReviewStore.get(db, version: version.versionID))
        #expect(first.headline.kwh == Decimal4("0.5"))
        #expect(first.headline.parkingMinute == Decimal4("0.1"))
        #expect(first.costs?.costs["s1"] == 834)
        #expect(try TariffReviewStore.due(db, limit: 9) == [version.versionID])
        #expect(try TariffReviewer(db: db, now: at(1)).reviewDue(limit: 9) == 1)
        #expect(try TariffReviewStore.due(db, limit: 9).isEmpty)
        let known = try LocationStore.get(db, .fas, "LOC1")
        _ = try ObjectIntake(db: db, now: at(2), isShared: true).put(location: Samples.location, .fas, known: known)
        #expect(try TariffReviewStore.due(db, limit: 9).isEmpty)
        guard case .object(var moved) = Samples.location else { return }
        moved["publish"] = false
        _ = try ObjectIntake(db: db, now: at(3), isShared: true).put(location: .object(moved), .fas, known: known)
        #expect(try TariffReviewStore.due(db, limit: 9) == [version.versionID])
    }
}
