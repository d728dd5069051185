import Foundation
import JSON

/// Reading and writing pages of 50 OCPI sessions of about 1 KB, on one thread.
enum JSONBench {
    static let about = "reading and writing JSON pages [megabytes]"

    @Sendable static func run(_ arguments: [String]) throws -> Int32 {
        let megabytes = arguments.first.flatMap { Int($0) } ?? 200
        let page = page(of: 50)
        let value = try JSON.parse(page)
        let rounds = megabytes * 1_000_000 / page.count
        print("page of \(page.count) bytes, \(rounds) rounds")
        try measure("parse", page.count, rounds) { _ = try JSON.parse(page) }
        try measure("ranges", page.count, rounds) { _ = try JSON.ranges(ofElementsAt: ["data"], in: page) }
        try measure("write", page.count, rounds) { _ = value.serialized() }
        let session = Array(page[try JSON.range(at: ["data", "0"], in: page)])
        try measure("parse one", session.count, rounds * 50) { _ = try JSON.parse(session) }
        return 0
    }

    private static func measure(_ name: String, _ bytes: Int, _ rounds: Int, _ body: () throws -> Void) throws {
        // Time on the processor, so that a busy machine does not change the figure much.
        let start = threadSeconds()
        for _ in 0..<rounds { try body() }
        let elapsed = threadSeconds() - start
        print("\(name): \(Int(Double(bytes * rounds) / elapsed / 1e6)) MB/s")
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func page(of count: Int) -> [UInt8] {
        let sessions = (0..<count).map { session($0) }
        let page: JSONValue = [
            "data": .array(sessions), "status_code": 1000, "status_message": "Success",
            "timestamp": "2026-11-22T16:00:00Z",
        ]
        return page.serialized()
    }

    private static func session(_ number: Int) -> JSONValue {
        let periods = (0..<4).map { period -> JSONValue in
            [
                "start_date_time": "2026-11-22T15:0\(period):00Z",
                "dimensions": [
                    ["type": "ENERGY", "volume": .number(JSONNumber(literal: "3.\(period)125") ?? 0)],
                    ["type": "TIME", "volume": .number(JSONNumber(literal: "0.25") ?? 0)],
                ],
                "tariff_id": "TARIFF-12",
            ]
        }
        return [
            "country_code": "NL", "party_id": "FAS", "id": "SESSION-\(100_000 + number)",
            "start_date_time": "2026-11-22T15:00:00Z", "kwh": .number(JSONNumber(literal: "12.3456") ?? 0),
            "cdr_token": [
                "country_code": "DE", "party_id": "EMP", "uid": "012345678\(number)", "type": "RFID",
                "contract_id": "DE-EMP-C1234567\(number)",
            ],
            "auth_method": "WHITELIST", "location_id": "LOC1", "evse_uid": "3256", "connector_id": "1",
            "currency": "EUR", "charging_periods": .array(periods),
            "total_cost": ["excl_vat": .number(JSONNumber(literal: "8.50") ?? 0)], "status": "ACTIVE",
            "last_updated": "2026-11-22T15:05:00Z",
        ]
    }
}
