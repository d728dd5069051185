import AdminAPI
import JSON
import Roaming
import Testing

@testable import Hub

/// One request, one answer.
struct PricerTests {
    static func answer(_ request: String) throws -> JSONValue {
        var writer = JSONWriter()
        Array(request.utf8).withUnsafeBufferPointer { Pricer().answer($0, to: &writer) }
        return try JSON.parse(writer.bytes)
    }

    /// An hour of 10 kWh from 20:30 UTC, 22:30 in Amsterdam, under a night tariff.
    static func request(
        _ members: String = "\"time_zone\":\"Europe/Amsterdam\"", cdr: String = "", version: String = "2.3.0"
    ) -> String {
        """
        {"id":"r1","version":"\(version)"\(members.isEmpty ? "" : ",\(members)"),"cdr":{"start_date_time":"2024-07-15T20:30:00Z",\
        "end_date_time":"2024-07-15T21:30:00Z","currency":"EUR","charging_periods":[{"start_date_time":\
        "2024-07-15T20:30:00Z","dimensions":[{"type":"ENERGY","volume":10}]}],"tariffs":[\(tariff("T1"))]\
        \(cdr.isEmpty ? "" : ",\(cdr)")}}
        """
    }

    static func tariff(_ id: String, night: String = "0.2", day: String = "0.4") -> String {
        """
        {"id":"\(id)","currency":"EUR","tax_included":"NO","elements":[{"price_components":[{"type":"ENERGY","price":\(night),\
        "vat":10,"step_size":1}],"restrictions":{"start_time":"22:00","end_time":"06:00"}},{"price_components":[{"type":\
        "ENERGY","price":\(day),"vat":10,"step_size":1}]}]}
        """
    }

    @Test func `a priced CDR is answered with sums, lines and agreement`() throws {
        let answer = try Self.answer(
            Self.request(cdr: "\"total_cost\":{\"before_taxes\":2,\"taxes\":[{\"amount\":0.2}]}"))
        #expect(
            answer == [
                "id": "r1", "currency": "EUR", "total_cost": ["excl": "2.0000", "incl": "2.2000"],
                "total_energy_cost": ["excl": "2", "incl": "2.2"], "billed": ["energy_kwh": "10"],
                "lines": [
                    [
                        "dimension": "ENERGY", "period": 0, "quantity": "10", "price": "0.2", "element": 0,
                        "component": 0, "cost_excl": "2", "cost_incl": "2.2",
                    ]
                ], "notes": [], "divergences": [],
            ])
    }

    @Test func `a claim by UTC is told and explained`() throws {
        let answer = try Self.answer(
            Self.request(cdr: "\"total_cost\":{\"before_taxes\":4,\"taxes\":[{\"amount\":0.4}]}"))
        #expect(answer["divergences"]?[0]?.stringValue == "total_cost.excl:+2.00")
        let deviations = answer["explanations"]?.arrayValue?.compactMap { $0["deviations"]?[0]?.stringValue } ?? []
        #expect(deviations.contains("utc_instead_of_local"))
    }

    @Test func `the tariffs of the request go before the CDR's, which may explain the claim`() throws {
        let given = "\"time_zone\":\"Europe/Amsterdam\",\"tariffs\":[\(Self.tariff("T2", night: "0.3"))]"
        let answer = try Self.answer(
            Self.request(given, cdr: "\"total_cost\":{\"before_taxes\":2,\"taxes\":[{\"amount\":0.2}]}"))
        #expect(answer["total_cost"]?["excl"]?.stringValue == "3.0000")
        let deviations = answer["explanations"]?.arrayValue?.compactMap { $0["deviations"]?[0]?.stringValue } ?? []
        #expect(deviations.contains("other_tariff_version"))
    }

    @Test(arguments: [
        ("\"time_zone\":\"Europe/Amsterdam\"", "", "2.0000"), ("\"time_zone\":\"UTC\"", "", "4.0000"),
        ("", "\"cdr_location\":{\"country\":\"NLD\"}", "2.0000"),
        ("", "\"cdr_location\":{\"country\":\"GBR\"}", "4.0000"),
    ])
    func `local time comes from the request or from a country with one zone`(
        _ members: String, _ cdr: String, _ total: String
    ) throws {
        #expect(try Self.answer(Self.request(members, cdr: cdr))["total_cost"]?["excl"]?.stringValue == total)
    }

    @Test func `a 2-1-1 CDR brings its location's zone`() throws {
        let request = Self.request(
            "", cdr: "\"location\":{\"time_zone\":\"Europe/Amsterdam\",\"country\":\"GBR\"}", version: "2.1.1")
        #expect(try Self.answer(request)["total_cost"]?["excl"]?.stringValue == "2.0000")
    }

    @Test(arguments: [
        ("", "not_json", nil, nil), ("{\"id\":\"x\"", "not_json", nil, nil),
        ("{\"id\":\"x\",\"id\":\"y\"}", "not_json", nil, nil), ("[]", "bad_value", nil, nil),
        ("{\"id\":\"x\"}", "bad_value", "x", "version"),
        ("{\"id\":[],\"version\":\"2.2.1\",\"cdr\":{}}", "bad_value", nil, "id"),
        ("{\"id\":\"x\",\"version\":\"2.2.1\"}", "bad_value", "x", "cdr"),
        ("{\"id\":\"x\",\"version\":\"4\",\"cdr\":{}}", "unknown_version", "x", "version"),
        ("{\"id\":\"x\",\"version\":\"2.2.1\",\"cdr\":{},\"tariffs\":{}}", "bad_value", "x", "tariffs"),
        ("{\"id\":\"x\",\"version\":\"2.2.1\",\"cdr\":{},\"policy\":{\"a\":\"b\"}}", "unknown_policy", "x", "policy.a"),
        (
            "{\"id\":\"x\",\"version\":\"2.2.1\",\"cdr\":{},\"policy\":{\"hours_snap\":\"up\"}}", "unknown_policy", "x",
            "policy.hours_snap"
        ),
        (request("\"time_zone\":\"Europe/Nowhere\""), "unknown_time_zone", "r1", "time_zone"),
        (request("\"tariffs\":[{}]"), "bad_value", "r1", "tariffs[0].elements"),
        (request(cdr: "\"total_energy\":\"10\""), "bad_value", "r1", "cdr.total_energy"),
        (request(""), "no_time_zone", "r1", nil),
        (request("", cdr: "\"cdr_location\":{\"country\":\"USA\"}"), "no_time_zone", "r1", nil),
        (request().replacing("\"EUR\",\"charging", with: "\"USD\",\"charging"), "currency_differs", "r1", nil),
    ])
    func `what cannot be priced is refused by code and field`(
        _ request: String, _ code: String, _ id: String?, _ field: String?
    ) throws {
        let answer = try Self.answer(request)
        #expect(answer["error"]?["code"]?.stringValue == code)
        #expect(answer["error"]?["message"]?.stringValue?.isEmpty == false)
        #expect(answer["error"]?["field"]?.stringValue == field)
        #expect(answer["id"]?.stringValue == id)
    }

    @Test func `a tariff that changes is not taken for the one before it`() throws {
        let pricer = Pricer()
        let requests = ["0.2", "0.3", "0.2", "0.5"].map { night in
            Self.request("\"time_zone\":\"Europe/Amsterdam\",\"tariffs\":[\(Self.tariff("T1", night: night))]")
        }
        let totals = try requests.map { request -> String? in
            var writer = JSONWriter()
            Array(request.utf8).withUnsafeBufferPointer { pricer.answer($0, to: &writer) }
            return try JSON.parse(writer.bytes)["total_cost"]?["excl"]?.stringValue
        }
        #expect(totals == ["2.0000", "3.0000", "2.0000", "5.0000"])
    }

    /// Numbers, times and words replaced by extreme ones, members left out, bytes changed: an answer comes every time.
    @Test func `whatever a request holds, it is answered`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed)
        let pricer = Pricer()
        let extremes = [
            "0", "-1", "1e14", "922337203685477.5807", "-922337203685477.5808", "1e-9", "null", "[]", "{}", "\"\"",
            "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:60Z\"", "\"TIME\"", "\"RESERVATION_TIME\"", "\"N/A\"",
        ]
        let request = Self.request(
            cdr: "\"total_cost\":{\"before_taxes\":4},\"total_energy\":10,\"total_time\":1,\"credit\":false")
        let values = request.ranges(of: #/:("[^"]*"|[-0-9.]+|false)/#)
        for _ in 0..<1500 {
            var text = request
            let chosen = Set(
                (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in values.randomElement(using: &random) })
            for range in chosen.sorted(by: { $0.lowerBound > $1.lowerBound }) {
                text.replaceSubrange(range, with: ":" + (extremes.randomElement(using: &random) ?? "0"))
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                let place = text.index(text.startIndex, offsetBy: Int.random(in: 0..<text.count, using: &random))
                text.remove(at: place)
            }
            var writer = JSONWriter()
            Array(text.utf8).withUnsafeBufferPointer { pricer.answer($0, to: &writer) }
            let answer = try JSON.parse(writer.bytes)
            #expect((answer["total_cost"] == nil) != (answer["error"] == nil), "seed \(seed): \(text)")
        }
    }

    @Test func `the answer is the admin API's`() throws {
        for cdr in [
            "", "\"total_cost\":{\"before_taxes\":4}",
            "\"total_cost\":{\"before_taxes\":2,\"taxes\":[{\"amount\":0.2}]}",
        ] {
            let answer = try Self.answer(Self.request(cdr: cdr))
            #expect(try PricedCDR(ObjectReader(answer)).json == answer)
        }
    }

    @Test(arguments: [
        (1, 3, 0, "0.33333333"), (2, 3, 0, "0.66666666"), (-2, 3, 0, "-0.66666666"), (5, 1, 0, "5"),
        (5, 1, 4, "5.0000"),
        (1, 8, 0, "0.125"), (1, 8, 4, "0.1250"), (1, 200_000_000, 0, "0"), (-1, 1_000_000_000, 0, "0"),
        (0, 1, 4, "0.0000"), (4_999_999_999, 100_000_000_000_000, 0, "0.00004999"), (1_234_567, 100, 4, "12345.6700"),
    ])
    func `an amount is cut after eight decimals, so that rounding it later is right`(
        _ above: Int64, _ below: Int64, _ least: Int, _ text: String
    ) {
        #expect(DecimalText.amount(ExactNumber(above, over: below), least: least) == text)
    }

    @Test(arguments: [(1, 12, "0.0833"), (1, 3, "0.3333"), (2, 3, "0.6667"), (10, 1, "10"), (-1, 8, "-0.125")])
    func `a quantity is rounded to four decimals`(_ above: Int64, _ below: Int64, _ text: String) {
        #expect(DecimalText.quantity(ExactNumber(above, over: below)) == text)
    }
}
