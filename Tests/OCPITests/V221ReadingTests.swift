import JSON
import Roaming
import Testing

@testable import OCPI

struct V221ReadingTests {
    @Test func `a session is read with unknown fields, nulls and a time without zone`() throws {
        let session = try V221.Session(ObjectReader(try Samples.parse(Samples.session)))
        #expect(session.party == PartyID("NL*FAS"))
        #expect(session.start.rfc3339 == "2026-11-22T16:00:00Z")
        #expect(session.kwh.decimal.tenThousandths == 32_500)
        #expect(session.token.party == PartyID("DE*EMP"))
        #expect(session.totalCost == nil)
        #expect(session.periods.first?.volume(.energy)?.literal == "3.25")
    }

    @Test(
        arguments: [
            ("id", nil), ("id", ""), ("id", .string(String(repeating: "x", count: 37))), ("kwh", "3"), ("kwh", -1),
            ("status", "DONE"), ("status", 1), ("auth_method", "whitelist"), ("currency", "EURO"),
            ("start_date_time", "yesterday"), ("last_updated", nil), ("last_updated", .null), ("cdr_token", nil),
            ("charging_periods", ["x"]), ("party_id", "FA"), ("total_cost", ["incl_vat": 1]),
        ] as [(String, JSONValue?)])
    func `a session with a bad field is refused by the field's name`(name: String, value: JSONValue?) throws {
        let reader = try Samples.changed(Samples.session, name, to: value)
        let error = #expect(throws: FieldError.self) { try V221.Session(reader) }
        let field = try #require(error?.field)
        #expect(field.hasPrefix(name), "\(field)")
    }

    @Test func `RESERVED is read as the RESERVATION it means`() throws {
        let reader = try Samples.changed(Samples.session, "status", to: "RESERVED")
        #expect(try V221.Session(reader).status == .reservation)
    }

    @Test func `a CDR reads and writes back the same fields`() throws {
        let value = try Samples.parse(Samples.cdr)
        let cdr = try V221.CDR(ObjectReader(value))
        #expect(cdr.warnings.isEmpty)
        #expect(cdr.totalCost.exclVAT.literal == "6.49")
        #expect(cdr.signedData?.values.first?.signedData == "OCMF|{}|{}")
        #expect(cdr.json.serialized(sortedKeys: true) == value.serialized(sortedKeys: true))
    }

    @Test func `a CDR without evse_uid is read by its evse_id, unless that says there is none`() throws {
        guard case .object(var object) = try Samples.parse(Samples.cdr),
            case .object(var place)? = object["cdr_location"]
        else { return }
        place["evse_uid"] = .null
        object["cdr_location"] = .object(place)
        let cdr = try V221.CDR(ObjectReader(.object(object)))
        #expect(cdr.location.evseUID == "NL*FAS*E1")
        #expect(cdr.warnings == ["cdr_location.evse_uid is missing; evse_id is used"])
        place["evse_id"] = "#NA"
        object["cdr_location"] = .object(place)
        let error = #expect(throws: FieldError.self) { try V221.CDR(ObjectReader(.object(object))) }
        #expect(error?.field == "cdr_location.evse_uid")
    }

    @Test func `a credit CDR may be 39 characters long, negative, and must name what it credits`() throws {
        guard case .object(var object) = try Samples.parse(Samples.cdr) else { return }
        object["credit"] = true
        object["id"] = .string(String(repeating: "x", count: 39))
        object["total_cost"] = ["excl_vat": -6]
        let error = #expect(throws: FieldError.self) { try V221.CDR(ObjectReader(.object(object))) }
        #expect(error?.field == "credit_reference_id")
        object["credit_reference_id"] = "C-1"
        let cdr = try V221.CDR(ObjectReader(.object(object)))
        #expect(cdr.totalCost.exclVAT.decimal.tenThousandths == -60_000)
    }

    @Test(
        arguments: [
            ("session_id", nil, "session_id is missing"),
            ("last_updated", "2026-11-22T16:30:00Z", "last_updated is before end_date_time"),
            ("end_date_time", "2026-11-22T15:00:00Z", "end_date_time is before start_date_time"),
        ] as [(String, JSONValue?, String)])
    func `an odd CDR is taken with a warning`(name: String, value: JSONValue?, warning: String) throws {
        let cdr = try V221.CDR(try Samples.changed(Samples.cdr, name, to: value))
        #expect(cdr.warnings.contains(warning))
    }

    @Test func `a number keeps the digits it came with`() throws {
        let reader = try Samples.changed(Samples.cdr, "total_energy", to: .number(JSONNumber(literal: "11.00004999")!))
        let cdr = try V221.CDR(reader)
        #expect(cdr.totalEnergy.literal == "11.00004999")
        #expect(cdr.totalEnergy.decimal.text == "11")
        #expect(String(decoding: cdr.json.serialized(), as: UTF8.self).contains(#""total_energy":11.00004999"#))
    }

    @Test func `credentials refuse the same party twice in a role and never print the token`() throws {
        let role = #"{"role":"CPO","party_id":"FAS","country_code":"NL","business_details":{"name":"F"}}"#
        let twice = try Samples.parse(#"{"token":"t","url":"http://h/v","roles":[\#(role),\#(role)]}"#)
        let error = #expect(throws: FieldError.self) { try V221.Credentials(ObjectReader(twice)) }
        #expect(error?.field == "roles")
        let bad = try Samples.parse(#"{"token":"my secret","url":"http://h/v","roles":[\#(role)]}"#)
        let secret = #expect(throws: FieldError.self) { try V221.Credentials(ObjectReader(bad)) }
        #expect(!"\(String(describing: secret))".contains("my secret"))
    }

    @Test func `version details keep custom modules and take credentials in any role`() throws {
        let details = try V221.VersionDetails(
            ObjectReader(
                try Samples.parse(
                    """
                    {"version":"2.2.1","endpoints":[{"identifier":"nltnm-tokens","role":"BOTH","url":"http://h/x"},
                    {"identifier":"credentials","role":"RECEIVER","url":"http://h/c"},
                    {"identifier":"credentials","role":"SENDER","url":"http://h/c"},
                    {"identifier":"sessions","role":"RECEIVER","url":"http://h/s/"}]}
                    """)))
        #expect(details.credentialsURL == "http://h/c")
        #expect(details.url(of: .sessions, .receiver) == "http://h/s/")
        #expect(details.url(of: .sessions, .sender) == nil)
    }

    @Test(arguments: [
        (#"{"result":"ACCEPTED"}"#, 30, 0), (#"{"result":"REJECTED","timeout":5,"message":null}"#, 5, 0),
        (#"{"result":"ACCEPTED","timeout":5,"message":{"language":"en","text":"x"}}"#, 5, 1),
    ])
    func `a command response is read as partners write it`(text: String, timeout: Int, messages: Int) throws {
        let response = try V221.CommandResponse(ObjectReader(try Samples.parse(text)))
        #expect(response.timeout == timeout && response.message.count == messages)
    }

    @Test func `a connector in START_SESSION needs its EVSE`() throws {
        let body = try Samples.parse(
            """
            {"response_url":"http://e/1","location_id":"L","connector_id":"1","token":{"country_code":"DE",
            "party_id":"EMP","uid":"1","type":"APP_USER","contract_id":"C","issuer":"E","valid":true,
            "whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}}
            """)
        let error = #expect(throws: FieldError.self) { try V221.Command(.startSession, ObjectReader(body)) }
        #expect(error?.field == "evse_uid")
    }

    @Test func `a tariff knows whether restrictions bind it`() throws {
        func tariff(_ restrictions: String) throws -> V221.Tariff {
            try V221.Tariff(
                ObjectReader(
                    try Samples.parse(
                        """
                        {"country_code":"NL","party_id":"FAS","id":"T","currency":"EUR","elements":[{"price_components":
                        [{"type":"ENERGY","price":0.5,"step_size":1}],"restrictions":\(restrictions)}],
                        "last_updated":"2026-01-01T00:00:00Z"}
                        """)))
        }
        #expect(try !tariff("null").isRestricted)
        #expect(try !tariff("{}").isRestricted)
        #expect(try !tariff(#"{"day_of_week":[],"min_kwh":null}"#).isRestricted)
        #expect(try tariff(#"{"start_time":"08:00"}"#).isRestricted)
        #expect(throws: FieldError.self) { try tariff(#"{"start_time":"24:00"}"#) }
        #expect(throws: FieldError.self) { try tariff(#"{"day_of_week":["monday"]}"#) }
        #expect(throws: FieldError.self) { try tariff(#"{"start_date":"2026-02-30"}"#) }
    }
}
