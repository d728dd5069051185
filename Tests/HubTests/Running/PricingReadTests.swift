import AdminAPI
import JSON
import Roaming
import Testing

@testable import Hub

/// What people read about prices, over real sockets.
@Suite struct PricingReadTests {
    @Test func `a tariff's history has its versions, connectors and zones`() async throws {
        let pair = try await TradingPair()
        guard case .object(var changed) = Samples.tariff else { return }
        changed["elements"] = [["price_components": [["type": "ENERGY", "price": 0.6.json, "step_size": 1]]]]
        changed["last_updated"] = "2026-11-22T11:59:00Z"
        pair.hub.clock.move(to: RunningHub.start + .seconds(60))
        _ = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/tariffs/NL/FAS/T1", to: "EU*RMD", .object(changed))
        _ = try await pair.cpo.call(pair.hub, "DELETE", "receiver/tariffs/NL/FAS/T1", to: "EU*RMD")
        let answer = try await pair.hub.read("/tariffs/NL%2AFAS%2FT1/history")
        #expect(answer.status == 200)
        let history = try TariffHistory(ObjectReader(answer.body))
        #expect(history.versions.map(\.number) == [2, 1])
        #expect(history.versions[1].supersededAt == RunningHub.start + .seconds(60))
        #expect(history.versions[1].document?.tariff.elements[0].components[0].price == Decimal4("0.5"))
        #expect(history.versions[0].raw["elements"] == changed["elements"])
        #expect(history.connectors.map(\.evse) == ["E1"])
        #expect(history.connectors[0].powerW == 38_400)
        #expect(history.zones.map(\.rules.name) == ["Europe/Amsterdam"])
        #expect(history.zones[0].rules.changes.count == 10)
        #expect(try await pair.hub.read("/tariffs/NL%2AFAS%2FT9/history").status == 404)
        await pair.hub.stop()
    }

    @Test func `a tariff in the list carries its headline, costs and itself`() async throws {
        let pair = try await TradingPair()
        let answer = try await pair.hub.read("/tariffs?q=used:yes%20kwh%3C1&sort=-s1")
        #expect(answer.count("items") == 1)
        #expect(answer.text("items.0.headline.kwh") == "0.605")
        #expect(answer.int("items.0.session_costs.s1") == 1_009)
        let one = try await pair.hub.read("/tariffs/NL%2AFAS%2FT1")
        let tariff = try TariffResource(ObjectReader(one.body))
        #expect(tariff.pricing?.tariff.elements[0].components[0].vat == Decimal4("21"))
        #expect(tariff.country == "NL")
        await pair.hub.stop()
    }

    @Test func `an estimate is priced by the engine, by the clock of the location`() async throws {
        let pair = try await TradingPair()
        let path = "/tariffs/NL%2AFAS%2FT1/estimate"
        let answer = try await pair.hub.read(path + "?kwh=10&minutes=30&parked=15&start=2026-11-24T11:00:00Z")
        #expect(answer.status == 200)
        let estimate = try TariffEstimate(ObjectReader(answer.body))
        #expect(estimate.run.parts?.total == PriceFigure(net: Decimal4("5"), gross: Decimal4("6.05")))
        #expect(estimate.end == Timestamp(rfc3339: "2026-11-24T11:45:00Z"))
        #expect(estimate.run.periods.first?.localStart == "2026-11-24 12:00")
        for query in [
            "", "?kwh=10", "?kwh=x&minutes=1", "?kwh=1&minutes=1&power=1", "?kwh=1&minutes=1&start=now",
            "?kwh=1&minutes=0", "?kwh=1&minutes=1&location=DE*ION/L1", "?kwh=-1&minutes=1",
        ] {
            #expect(try await pair.hub.read(path + query).status == 422, "\(query)")
        }
        await pair.hub.stop()
    }

    @Test func `a CDR's pricing shows claim, price, promise and what the DP was shown`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.hub.send(
            "GET", pair.hub.base + "/prices/v1/locations/NL/FAS/LOC1",
            headers: ["Authorization": "Token \(pair.dp.hubToken)"])
        _ = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", Samples.session("S1"))
        _ = try await pair.cpo.call(
            pair.hub, "POST", "receiver/cdrs", to: "NL*TNM", Samples.cdr("C1", session: "S1", total: 6.05.json))
        let answer = try await pair.hub.read("/cdrs/NL%2AFAS%2FC1/pricing")
        #expect(answer.status == 200)
        let pricing = try CDRPricing(ObjectReader(answer.body))
        #expect(pricing.claimed.total.net == Decimal4("6.05"))
        #expect(pricing.own?.parts?.total.net == Decimal4("5"))
        #expect(pricing.promised?.parts == pricing.own?.parts)
        #expect(pricing.used == "own")
        #expect(pricing.own?.divergences.first?.hasPrefix("total_cost.excl:+1.05") == true)
        #expect(pricing.own?.lines.map(\.family) == ["ENERGY"])
        #expect(pricing.zone?.rules.name == "Europe/Amsterdam")
        #expect(pricing.promised?.tariffs.map(\.version) == [1])
        #expect(pricing.pins.map(\.promised) == [false])
        #expect(pricing.served.map(\.count) == [1])
        let held = try await pair.hub.read("/cdrs/NL%2AFAS%2FC1")
        #expect(held.text("hold_reason")?.contains("claim equals") == true, "\(held.text("hold_reason") ?? "")")
        await pair.hub.stop()
    }

    @Test func `a dispute over a price begins with the hub's evidence`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.charge("S1", cdr: "C1")
        let raised = try await pair.hub.act(
            "sara", "POST", "/disputes",
            ["cdr": "NL*FAS/C1", "reason": "PRICE_DIFFERS", "text": "shown 0.40", "claimant": "NL*TNM"])
        #expect(raised.status == 200)
        #expect(raised.text("resource.thread.1.by") == "hub")
        let words = raised.text("resource.thread.1.text") ?? ""
        #expect(words.contains("priced with NL*FAS/T1 version 1"), "\(words)")
        #expect(words.contains("NL*TNM never read the price list for this connector"), "\(words)")
        await pair.hub.stop()
    }

    @Test func `price rules are switched in the settings, and price settings of a pair are checked`() async throws {
        let pair = try await TradingPair()
        let settings = try await pair.hub.read("/settings", as: "fay")
        guard case .object(var limits) = settings.body else { return }
        limits["disabled_rules"] = ["PANGV-KWH"]
        let written = try await pair.hub.act("fay", "PUT", "/settings", .object(limits), ifMatch: "\"v1\"")
        #expect(written.value("resource.disabled_rules") == ["PANGV-KWH"])
        // Who does not speak of the rules leaves them as they are.
        limits["disabled_rules"] = nil
        let kept = try await pair.hub.act("fay", "PUT", "/settings", .object(limits), ifMatch: "\"v2\"")
        #expect(kept.value("resource.disabled_rules") == ["PANGV-KWH"])
        var terms: JSONObject = [
            "modules": ["cdrs"], "commission_bp": 0, "dp_share_bp": 0, "valid_from": "2026-01-01T00:00:00Z",
            "forbidden": false, "pricing": ["rounding_mode": "half_even", "price_tolerance_minor": 3],
        ]
        let path = "/agreements/NL%2AFAS%3ENL%2ATNM"
        let taken = try await pair.hub.act("fay", "PUT", path, .object(terms))
        #expect(taken.text("resource.pricing.rounding_mode") == "half_even")
        #expect(taken.int("resource.pricing.price_tolerance_minor") == 3)
        terms["pricing"] = ["rounding_mode": "up"]
        let refused = try await pair.hub.act("fay", "PUT", path, .object(terms))
        #expect(refused.status == 422)
        #expect(refused.text("field") == "pricing.rounding_mode")
        await pair.hub.stop()
    }
}
