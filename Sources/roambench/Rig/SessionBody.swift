import Roaming

/// A session as a CPO writes it, about 850 bytes, the size that the bare rows have too.
enum SessionBody {
    static let start = Timestamp(milliseconds: 1_793_491_200_000)  // 2026-11-01T00:00:00Z

    /// Update `step` comes `step` seconds after the start, with a hundredth of a kWh more each.
    static func put(_ id: String, step: Int) -> [UInt8] {
        Array(
            """
            {"country_code":"NL","party_id":"FAS","id":"\(id)","start_date_time":"\(start.rfc3339)",\
            "kwh":\(kwh(step)),"cdr_token":{"country_code":"DE","party_id":"EMP","uid":"04AB12CD","type":"RFID",\
            "contract_id":"DE-EMP-C00000001"},"auth_method":"WHITELIST","location_id":"LOC1","evse_uid":"E1",\
            "connector_id":"1","currency":"EUR","charging_periods":[{"start_date_time":"\(start.rfc3339)",\
            "dimensions":[{"type":"ENERGY","volume":\(kwh(step))},{"type":"MAX_CURRENT","volume":32},\
            {"type":"MIN_CURRENT","volume":6}],"tariff_id":"T1"}],"total_cost":{"excl_vat":1.5},\
            "status":"ACTIVE","last_updated":"\(updated(step))","meter_id":"METER-0001-0001-0001-0001",\
            "fastlane":{"cable":"own","bay":"north entrance, second row, third from the left","note":"\(filler)"}}
            """.utf8)
    }

    static func patch(step: Int) -> [UInt8] {
        Array(#"{"kwh":\#(kwh(step)),"last_updated":"\#(updated(step))"}"#.utf8)
    }

    static func updated(_ step: Int) -> Timestamp { start + .seconds(step) }

    private static func kwh(_ step: Int) -> String {
        let cents = step % 100
        return "\(step / 100 + 1).\(cents < 10 ? "0" : "")\(cents)"
    }

    private static let filler = String(repeating: "x", count: 80)
}
