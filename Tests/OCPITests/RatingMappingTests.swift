import JSON
import OCPI
import Roaming
import Testing

@Suite struct RatingMappingTests {
    private func tariff(_ restrictions: String) throws -> Roaming.Tariff {
        let text = """
            {"country_code":"nl","party_id":"fas","id":"T1","currency":"EUR","last_updated":"2026-01-01T00:00:00Z",
             "min_price":{"excl_vat":0.5,"incl_vat":0.605},
             "elements":[{"price_components":[{"type":"ENERGY","price":0.59,"vat":21,"step_size":100}],
             "restrictions":\(restrictions)}]}
            """
        return try V221.Tariff(ObjectReader(try JSON.parse(Array(text.utf8)))).pricing
    }

    @Test func `a tariff keeps its prices, step and limits`() throws {
        let tariff = try tariff("{}")
        #expect(tariff.owner == PartyID("NL*FAS"))
        let component = try #require(tariff.elements.first?.components.first)
        #expect(component.dimension == .energy)
        #expect(component.price == Decimal4("0.59"))
        #expect(component.vat == Decimal4("21"))
        #expect(component.stepSize == 100)
        #expect(tariff.minimumPrice == Roaming.Price(excludingVAT: Decimal4("0.5")!, includingVAT: Decimal4("0.605")!))
        #expect(tariff.elements[0].restrictions.isEmpty)
    }

    @Test func `every restriction arrives in its unit`() throws {
        let restrictions = try tariff(
            """
            {"start_time":"08:30","end_time":"00:00","start_date":"2026-01-01","end_date":"2026-02-01","min_kwh":1,
             "max_kwh":20.5,"min_current":6,"max_current":32,"min_power":1,"max_power":22,"min_duration":60,
             "max_duration":3600,"day_of_week":["MONDAY","SUNDAY"],"reservation":"RESERVATION"}
            """
        ).elements[0].restrictions
        #expect(restrictions.names.count == 14)
        #expect(restrictions.startMinute == 510)
        #expect(restrictions.endMinute == 0)
        #expect(restrictions.weekdays == [1, 7])
        #expect(restrictions.reservation == .reservation)
        #expect(restrictions.maximumEnergy == Decimal4("20.5"))
        #expect(restrictions.unknown.isEmpty)
    }

    @Test(arguments: [
        (#"{"battery_level":5}"#, ["battery_level"]), (#"{"reservation":"LATER"}"#, ["reservation"]),
        (#"{"day_of_week":[],"start_time":null}"#, []),
    ])
    func `a restriction that is not understood is not taken for none`(_ json: String, _ names: [String]) throws {
        #expect(try tariff(json).elements[0].restrictions.names == names)
    }
}
