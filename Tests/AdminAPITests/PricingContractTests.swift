import JSON
import Roaming
import Testing

@testable import AdminAPI

@Suite struct PricingContractTests {
    @Test func `a tariff goes through its document unchanged`() throws {
        let bytes = TariffDocument(Samples.wholeTariff).json.serialized()
        #expect(try TariffDocument(ObjectReader(JSON.parse(bytes))).tariff == Samples.wholeTariff)
    }

    @Test(arguments: [0, 1, 59, 60, 1_439])
    func `every minute of the day goes through a restriction unchanged`(minute: Int) throws {
        let given = TariffRestrictions(startMinute: minute, endMinute: 1_439 - minute)
        let json = TariffRestrictionsDocument(given).json
        #expect(try TariffRestrictionsDocument(ObjectReader(json)).restrictions == given)
    }

    @Test func `a zone is cut to the years that matter and tells the same time in them`() {
        let whole = ZoneRules(name: "X", changes: [100, 200, 300, 400], offsets: [0, 60, 120, 180, 240])!
        let cut = ZoneDocument(
            whole, from: Timestamp(milliseconds: 150_000), to: Timestamp(milliseconds: 350_000)
        ).rules
        #expect(cut.changes == [200, 300])
        for second in Int64(150)...349 {
            let moment = Timestamp(milliseconds: second * 1000)
            #expect(cut.offset(at: moment) == whole.offset(at: moment))
        }
    }

    @Test func `a misspelt price setting of an agreement is refused by its name`() {
        let body: JSONValue = [
            "modules": [], "commission_bp": 0, "dp_share_bp": 0, "valid_from": "2026-11-28T00:00:00Z",
            "forbidden": false, "pricing": ["rounding_mod": "half_even"],
        ]
        let error = #expect(throws: FieldError.self) { try AgreementBody(ObjectReader(body)) }
        #expect(error?.field == "pricing.rounding_mod")
    }

    @Test(arguments: [("free", true), ("paid", false)])
    func `a price setting without a choice may be written out`(_ value: String, _ isTaken: Bool) {
        let body: JSONValue = [
            "modules": [], "commission_bp": 0, "dp_share_bp": 0, "valid_from": "2026-11-28T00:00:00Z",
            "forbidden": false, "pricing": ["reservation_fallback": .string(value)],
        ]
        #expect((try? AgreementBody(ObjectReader(body)))?.pricing?.isEmpty == (isTaken ? true : nil))
    }

    @Test func `a rule that does not exist cannot be switched off`() {
        let body: JSONValue = [
            "price_tolerance_minor": 1, "stuck_after_seconds": 1, "cdr_due_after_seconds": 1, "dispute_due_hours": 1,
            "large_payout_minor": 1, "disabled_rules": ["AFIR-KWH", "AFIR-KWW"],
        ]
        let error = #expect(throws: FieldError.self) { try SettingsBody(ObjectReader(body)) }
        #expect(error?.rule.contains("not AFIR-KWW") == true)
    }

    @Test func `what an agreement does not set is the hub's`() {
        #expect(RatingTerms().applied(to: .hub1) == .hub1)
        #expect(Samples.terms.applied(to: .hub1).rounding == PriceRounding(mode: .halfEven, decimals: 4, scope: .line))
    }
}
