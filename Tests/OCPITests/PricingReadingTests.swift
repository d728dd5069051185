import JSON
import OCPI
import Roaming
import Testing

/// What pricing reads of CDRs and tariffs of each version.
struct PricingReadingTests {
    private func read<Answer>(
        _ text: String, _ version: WireVersion, _ body: (inout PricingReader, JSONView) throws -> Answer
    ) throws -> (answer: Answer, notes: [String]) {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            try JSONTape().read(bytes) { (document) throws -> (answer: Answer, notes: [String]) in
                var reader = PricingReader(version)
                let answer = try body(&reader, try document.get())
                return (answer: answer, notes: reader.notes.map(\.code))
            }
        }
    }

    private func detail(_ members: String, _ version: WireVersion) throws -> (answer: ChargeDetail, notes: [String]) {
        let periods = """
            "charging_periods":[{"start_date_time":"2026-11-22T16:00:00Z","dimensions":[{"type":"ENERGY","volume":5}]}]
            """
        let text = """
            {"start_date_time":"2026-11-22T16:00:00Z","currency":"EUR"\
            \(members.contains("charging_periods") ? "" : ",\(periods)")\(members.isEmpty ? "" : ",\(members)")}
            """
        return try read(text, version) { reader, view in try reader.chargeDetail(view) }
    }

    private func tariff(_ members: String, _ version: WireVersion) throws -> (answer: Tariff, notes: [String]) {
        let elements = """
            "elements":[{"price_components":[{"type":"ENERGY","price":0.4,"vat":21,"step_size":1}]}]
            """
        let text = "{\"id\":\"T\",\"currency\":\"EUR\"\(members.contains("elements") ? "" : ",\(elements)"),\(members)}"
        return try read(text, version) { reader, view in try reader.tariff(view) }
    }

    private func d(_ text: String) -> Decimal4 { Decimal4(text)! }

    // MARK: Amounts and tax

    @Test(arguments: [
        (WireVersion.v211, "1.5", "1.5", nil), (.v221, "{\"excl_vat\":1.5,\"incl_vat\":1.8}", "1.5", "1.8"),
        (.v221, "{\"excl_vat\":1.5}", "1.5", nil),
        (
            .v230,
            "{\"before_taxes\":1.5,\"taxes\":[{\"name\":\"a\",\"amount\":0.25},{\"name\":\"b\",\"amount\":0.05}]}",
            "1.5", "1.8"
        ),
        (.v230, "{\"before_taxes\":1.5,\"taxes\":[]}", "1.5", "1.5"), (.v230, "{\"before_taxes\":1.5}", "1.5", "1.5"),
    ])
    func `each version writes amounts its own way`(
        _ version: WireVersion, _ cost: String, _ net: String, _ gross: String?
    ) throws {
        let claim = try detail("\"end_date_time\":\"2026-11-22T17:00:00Z\",\"total_cost\":\(cost)", version).answer
            .claim
        #expect(claim.total == Price(excludingVAT: d(net), includingVAT: gross.map(d)))
    }

    @Test(arguments: [
        (WireVersion.v211, "\"x\":1", TaxTreatment.excluded, MissingVAT.unknown, false),
        (.v221, "\"x\":1", .excluded, .none, false),
        (.v230, "\"tax_included\":\"NO\"", .excluded, .unknown, false),
        (.v230, "\"tax_included\":\"YES\"", .included, .unknown, false),
        (.v230, "\"tax_included\":\"N/A\"", .notApplicable, .unknown, false),
        (.v230, "\"x\":1", .excluded, .unknown, true),
    ])
    func `a tariff says how its prices stand to tax`(
        _ version: WireVersion, _ members: String, _ tax: TaxTreatment, _ missing: MissingVAT, _ isNoted: Bool
    ) throws {
        let read = try tariff(members, version)
        #expect(read.answer.tax == tax)
        #expect(read.answer.missingVAT == missing)
        #expect(read.notes == (isNoted ? ["tax_included_missing"] : []))
    }

    @Test func `limits are amounts in the version's form`() throws {
        let old = try tariff("\"min_price\":{\"excl_vat\":1,\"incl_vat\":1.21},\"max_price\":{\"excl_vat\":9}", .v221)
            .answer
        #expect(old.minimumPrice == Price(excludingVAT: d("1"), includingVAT: d("1.21")))
        #expect(old.maximumPrice == Price(excludingVAT: d("9")))
        let new = try tariff(
            "\"min_price\":{\"before_taxes\":1,\"after_taxes\":1.21},\"max_price\":{\"before_taxes\":9}", .v230
        ).answer
        #expect(new.minimumPrice == old.minimumPrice)
        #expect(new.maximumPrice == old.maximumPrice)
    }

    // MARK: Sessions

    @Test(arguments: [("stop_date_time", WireVersion.v211), ("end_date_time", .v211), ("end_date_time", .v230)])
    func `2-1-1 names the end either way`(_ name: String, _ version: WireVersion) throws {
        let read = try detail("\"\(name)\":\"2026-11-22T17:00:00Z\"", version)
        #expect(read.answer.end == Timestamp(rfc3339: "2026-11-22T17:00:00Z"))
        #expect(read.notes == [])
    }

    @Test func `a CDR without an end lasts as long as its last period's times`() throws {
        let periods = """
            "charging_periods":[{"start_date_time":"2026-11-22T16:30:00Z","dimensions":[{"type":"TIME","volume":0.5}]},\
            {"start_date_time":"2026-11-22T16:00:00Z","dimensions":[{"type":"TIME","volume":9}]}]
            """
        let read = try detail(periods, .v230)
        #expect(read.answer.end == Timestamp(rfc3339: "2026-11-22T17:00:00Z"))
        #expect(read.notes == ["end_date_time_missing"])
    }

    @Test func `what is not claimed does not diverge`() throws {
        let read = try detail("\"end_date_time\":\"2026-11-22T17:30:00Z\"", .v221).answer
        #expect(read.claim.energy == d("5"))
        #expect(read.claim.time == d("1.5"))
        #expect(read.claim.energyCost == nil)
    }

    @Test func `unknown dimensions are left out and noted, FLAT is not missed`() throws {
        let read = try detail(
            """
            "end_date_time":"2026-11-22T17:00:00Z","charging_periods":[{"start_date_time":"2026-11-22T16:00:00Z",\
            "dimensions":[{"type":"SMELL","volume":1},{"type":"FLAT","volume":1},{"type":"ENERGY","volume":2.00004}]}]
            """, .v211)
        #expect(read.answer.periods[0].volumes == [Volume(.energy, d("2"))])
        #expect(read.notes == ["unknown_dimension:SMELL:0", "rounded:charging_periods[0].dimensions[2].volume"])
    }

    @Test func `a credit CDR names what it takes back`() throws {
        let read = try detail(
            "\"end_date_time\":\"2026-11-22T17:00:00Z\",\"credit\":true,\"credit_reference_id\":\"C0\"", .v221)
        #expect(read.answer.credits == "C0")
    }

    // MARK: Tariffs

    @Test func `restrictions are read whole`() throws {
        let read = try tariff(
            """
            "elements":[{"price_components":[{"type":"SESSION_TIME","price":1,"step_size":60},{"type":"FOO"},\
            {"type":"FLAT","price":2.5,"step_size":1.0}],"restrictions":{"start_time":"22:00","end_time":"06:30",\
            "start_date":"2026-01-01","end_date":"2026-12-31","min_kwh":1,"max_kwh":2.5,"min_current":3,"max_current":4,\
            "min_power":5,"max_power":6,"min_duration":7,"max_duration":8.0,"day_of_week":["MONDAY","SUNDAY"],\
            "reservation":"RESERVATION_EXPIRES","min_price":null,"weather":"rain","extras":[]}}]
            """, .v221)
        let element = read.answer.elements[0]
        #expect(element.components.map(\.dimension) == [.sessionTime, .flat])
        #expect(
            element.restrictions
                == TariffRestrictions(
                    startMinute: 1320, endMinute: 390, startDate: CivilDate("2026-01-01"),
                    endDate: CivilDate("2026-12-31"), minimumEnergy: d("1"), maximumEnergy: d("2.5"),
                    minimumCurrent: d("3"), maximumCurrent: d("4"), minimumPower: d("5"), maximumPower: d("6"),
                    minimumDuration: 7, maximumDuration: 8, weekdays: [1, 7], reservation: .expired,
                    unknown: ["weather"]))
        #expect(read.notes == ["unknown_component:FOO"])
    }

    @Test(arguments: [
        ("\"elements\":[]", "elements must have at least one element (it is an array of 0)"),
        ("\"elements\":{}", "elements must be an array (it is an object of 0)"),
        ("\"elements\":[1]", "elements[0] must be an object (it is 1)"),
        ("\"elements\":[{}]", "elements[0].price_components is required"),
        (
            "\"elements\":[{\"price_components\":[{\"type\":\"TIME\",\"price\":1}]}]",
            "elements[0].price_components[0].step_size is required"
        ),
        (
            "\"elements\":[{\"price_components\":[{\"type\":\"TIME\",\"price\":\"1\",\"step_size\":1}]}]",
            "elements[0].price_components[0].price must be a number (it is \"1\")"
        ),
        (
            "\"elements\":[{\"price_components\":[{\"type\":\"TIME\",\"price\":1,\"step_size\":1.5}]}]",
            "elements[0].price_components[0].step_size must be a whole number (it is 1.5)"
        ),
        (
            "\"elements\":[{\"price_components\":[{\"type\":\"TIME\",\"price\":1,\"step_size\":-1}]}]",
            "elements[0].price_components[0].step_size must not be negative (it is -1)"
        ),
        (
            "\"elements\":[{\"price_components\":[],\"restrictions\":{\"start_time\":\"24:00\"}}]",
            "elements[0].restrictions.start_time must be a local time, hh:mm, from 00:00 to 23:59 (it is \"24:00\")"
        ),
        (
            "\"elements\":[{\"price_components\":[],\"restrictions\":{\"end_date\":\"2026-02-30\"}}]",
            "elements[0].restrictions.end_date must be a local date, yyyy-mm-dd (it is \"2026-02-30\")"
        ),
        (
            "\"elements\":[{\"price_components\":[],\"restrictions\":{\"day_of_week\":[\"monday\"]}}]",
            "elements[0].restrictions.day_of_week[0] must be an English week day in capitals (it is \"monday\")"
        ),
        ("\"tax_included\":\"MAYBE\"", "tax_included must be YES, NO or N/A (it is \"MAYBE\")"),
        ("\"min_price\":{\"excl_vat\":1}", "min_price.before_taxes is required"),
        ("\"min_price\":5", "min_price must be an object (it is 5)"),
        ("\"start_date_time\":\"today\"", "start_date_time must be an RFC 3339 date and time in UTC (it is \"today\")"),
    ])
    func `a malformed tariff is refused by field, rule and value`(_ members: String, _ message: String) {
        let error = #expect(throws: FieldError.self) { try tariff(members, .v230) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("\"charging_periods\":[]", "charging_periods must have at least one element (it is an array of 0)"),
        ("\"charging_periods\":[{}]", "charging_periods[0].start_date_time is required"),
        (
            "\"charging_periods\":[{\"start_date_time\":\"2026-11-22T16:00:00Z\"}]",
            "charging_periods[0].dimensions is required"
        ),
        ("\"total_cost\":3", "total_cost must be an object (it is 3)"),
        ("\"total_cost\":{\"taxes\":[]}", "total_cost.before_taxes is required"),
        (
            "\"total_cost\":{\"before_taxes\":1,\"taxes\":[{\"name\":\"VAT\"}]}",
            "total_cost.taxes[0].amount is required"
        ),
        ("\"total_energy\":1e30", "total_energy must be a number below 900 trillion (it is 1e30)"),
        ("\"credit\":\"yes\"", "credit must be true or false (it is \"yes\")"),
        (
            "\"country_code\":\"NL\",\"party_id\":\"F\"",
            "party_id must be three letters or digits after a country_code of two (it is \"F\")"
        ),
    ])
    func `a malformed CDR is refused by field, rule and value`(_ members: String, _ message: String) {
        let error = #expect(throws: FieldError.self) {
            try detail("\"end_date_time\":\"2026-11-22T17:00:00Z\",\(members)", .v230)
        }
        #expect(error?.description == message)
    }
}
