import JSON
import Roaming
import Testing

@testable import OCPI

struct SessionMergeTests {
    private func stored() throws -> JSONObject {
        guard case .object(let object) = try Samples.parse(Samples.session) else { throw CancellationError() }
        return object
    }

    private let second: JSONValue = [
        "start_date_time": "2026-11-22T16:10:00Z", "dimensions": [["type": "ENERGY", "volume": 2]],
    ]

    @Test func `a PATCH appends periods, replaces fields and keeps unknown ones`() throws {
        let patch: JSONObject = [
            "kwh": 5.25.asJSON, "charging_periods": .array([second]), "last_updated": "2026-11-22T16:20:00Z",
        ]
        let result = try SessionMerge.patch(try stored(), with: patch)
        let session = try V221.Session(ObjectReader(.object(result.object)))
        #expect(session.periods.count == 2 && result.appendedPeriods == 1)
        #expect(session.kwh.literal == "5.25")
        #expect(result.object["partner_extra"] == ["a": 1])
    }

    @Test func `the same PATCH twice appends its period once`() throws {
        let patch: JSONObject = ["charging_periods": .array([second]), "last_updated": "2026-11-22T16:20:00Z"]
        let once = try SessionMerge.patch(try stored(), with: patch)
        let twice = try SessionMerge.patch(once.object, with: patch)
        #expect(twice.object["charging_periods"] == once.object["charging_periods"])
        #expect(twice.repeatedPeriods == 1 && twice.appendedPeriods == 0)
    }

    @Test func `an empty or null list and null fields change nothing`() throws {
        let before = try stored()
        let patch: JSONObject = [
            "charging_periods": [], "kwh": .null, "last_updated": "2026-11-22T16:10:00Z",
        ]
        let result = try SessionMerge.patch(before, with: patch)
        #expect(result.object["charging_periods"] == before["charging_periods"])
        #expect(result.object["kwh"] == before["kwh"])
    }

    @Test func `a PATCH without last_updated is refused`() throws {
        let object = try stored()
        let error = #expect(throws: FieldError.self) { try SessionMerge.patch(object, with: ["kwh": 9]) }
        #expect(error?.field == "last_updated")
    }

    @Test func `a PATCH cannot rename a session`() throws {
        let object = try stored()
        let patch: JSONObject = ["id": "S-2", "last_updated": "2026-11-22T16:20:00Z"]
        let error = #expect(throws: FieldError.self) { try SessionMerge.patch(object, with: patch) }
        #expect(error?.field == "id")
        let folded: JSONObject = ["id": "s-1", "last_updated": "2026-11-22T16:20:00Z"]
        #expect(throws: Never.self) { try SessionMerge.patch(object, with: folded) }
    }

    @Test(arguments: [
        ("ACTIVE", "3.25", 10, "ACTIVE", "4", 11, true), ("ACTIVE", "3.25", 10, "COMPLETED", "3.25", 10, true),
        ("PENDING", "0", 10, "ACTIVE", "0", 11, true), ("COMPLETED", "4", 10, "COMPLETED", "4", 12, true),
        ("COMPLETED", "4", 10, "ACTIVE", "5", 12, false), ("COMPLETED", "4", 10, "COMPLETED", "5", 12, false),
        ("ACTIVE", "4", 10, "ACTIVE", "3.9", 11, false), ("ACTIVE", "4", 10, "PENDING", "4", 11, false),
        ("INVALID", "0", 10, "ACTIVE", "1", 11, false),
    ])
    func `a session goes forward only`(
        before: String, kwh: String, at: Int, after: String, next: String, then: Int, forward: Bool
    ) throws {
        let order = SessionMerge.order(from: try session(before, kwh, at), to: try session(after, next, then))
        #expect((order == .forward) == forward, "\(order)")
        if !forward, case .backward(let rule) = order { #expect(!rule.isEmpty) }
    }

    @Test func `an older update is late and not a fault`() throws {
        #expect(SessionMerge.order(from: try session("ACTIVE", "4", 10), to: try session("ACTIVE", "3", 9)) == .late)
    }

    private func session(_ status: String, _ kwh: String, _ minute: Int) throws -> V221.Session {
        var object = try stored()
        object["status"] = .string(status)
        object["kwh"] = .number(JSONNumber(literal: kwh)!)
        object["last_updated"] = .string("2026-11-22T17:\(minute < 10 ? "0" : "")\(minute):00Z")
        return try V221.Session(ObjectReader(.object(object)))
    }
}

extension Double {
    /// A literal for tests only; production numbers never pass through Double.
    fileprivate var asJSON: JSONValue { .number(JSONNumber(literal: "\(self)")!) }
}
