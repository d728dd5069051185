import HTTPMessage
import JSON
import OCPI
import Roaming
import Testing

@testable import Hub

@Suite struct PriceListTests {
    private static let place = "/prices/v1/locations/NL/FAS/LOC1"

    private func get(
        _ pair: TradingPair, _ path: String, as partner: TestPartner? = nil, token: String? = nil, etag: String? = nil
    ) async throws -> RunningHub.Answer {
        var fields: HTTPFields = [
            "Authorization": AuthorizationToken.header(token ?? (partner ?? pair.dp).hubToken)
        ]
        if let etag { fields.set("If-None-Match", etag) }
        return try await pair.hub.send("GET", pair.hub.base + path, headers: fields)
    }

    private func publish(
        _ pair: TradingPair, price: Double = 0.5, updated: String = "2026-11-22T10:00:00Z", _ extra: JSONObject = [:],
        restrictions: JSONValue? = nil
    ) async throws {
        var object: JSONObject = [
            "country_code": "NL", "party_id": "FAS", "id": "T1", "currency": "EUR", "last_updated": .string(updated),
        ]
        var elements: [JSONValue] = []
        if let restrictions {
            elements.append([
                "price_components": [["type": "ENERGY", "price": (price + 0.25).json, "vat": 21, "step_size": 1]],
                "restrictions": restrictions,
            ])
        }
        elements.append([
            "price_components": [
                ["type": "ENERGY", "price": price.json, "vat": 21, "step_size": 1],
                ["type": "PARKING_TIME", "price": 6, "vat": 21, "step_size": 60],
            ]
        ])
        object["elements"] = .array(elements)
        for (name, value) in extra.members { object[name] = value }
        let answer = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/tariffs/NL/FAS/T1", to: "EU*RMD", .object(object))
        #expect(answer.int("status_code") == 1000)
    }

    @Test func `a DP reads a location's prices, and that it did is on record`() async throws {
        let pair = try await TradingPair()
        try await publish(pair)
        let answer = try await get(pair, Self.place)
        #expect(answer.status == 200)
        #expect(answer.text("location_id") == "LOC1")
        #expect(answer.text("time_zone") == "Europe/Amsterdam")
        let price = "connectors.0.prices.0"
        #expect(answer.text("\(price).tariff_id") == "T1")
        #expect(answer.int("\(price).version") == 2)
        #expect(answer.value("\(price).now.kwh") == ["excl_vat": 0.5.json, "incl_vat": 0.605.json])
        #expect(answer.value("\(price).now.parking_minute.excl_vat") == 0.1.json)
        #expect(answer.text("\(price).headline.0.per") == "kwh")
        #expect(answer.text("\(price).headline.1.per") == "parking_minute")
        #expect(answer.text("\(price).tariff.currency") == "EUR")
        #expect(answer.headers.first("Cache-Control") == "private, max-age=300")
        let etag = try #require(answer.headers.first("ETag"))
        #expect(etag.hasPrefix("\"") && etag.count == 34)
        let served = try await pair.hub.read("/prices/served?dp=NL*TNM")
        #expect(served.count("items") == 1)
        #expect(served.text("items.0.location") == "NL*FAS/LOC1")
        #expect(served.text("items.0.etag") == etag)
        #expect(served.int("items.0.version") == 2)
        #expect(served.int("items.0.count") == 1)
        await pair.hub.stop()
    }

    @Test func `what has not changed is not sent again, and a new price is`() async throws {
        let pair = try await TradingPair()
        let etag = try #require(try await get(pair, Self.place).headers.first("ETag"))
        let same = try await get(pair, Self.place, etag: "\"other\", W/\(etag)")
        #expect(same.status == 304)
        #expect(same.body == .null)
        #expect(same.headers.first("ETag") == etag)
        try await publish(pair, price: 0.6, updated: "2026-11-22T11:59:00Z")
        let changed = try await get(pair, Self.place, etag: etag)
        #expect(changed.status == 200)
        #expect(changed.value("connectors.0.prices.0.now.kwh.excl_vat") == 0.6.json)
        let served = try await pair.hub.read("/prices/served?dp=NL*TNM")
        #expect(served.int("items.0.version") == 2)
        #expect(served.int("items.1.version") == 1)
        await pair.hub.stop()
    }

    @Test func `a price that changes by the clock says when, and may be kept until then`() async throws {
        let pair = try await TradingPair()
        try await publish(pair, restrictions: ["start_time": "17:00", "end_time": "20:00"])
        func now() async throws -> (JSONValue?, String?, String?) {
            let answer = try await get(pair, Self.place + "/E1/1")
            let price = "connectors.0.prices.0"
            return (
                answer.value("\(price).now.kwh.excl_vat"), answer.text("\(price).next_change"),
                answer.headers.first("Cache-Control")
            )
        }
        var seen = try await now()
        #expect(seen == (0.5.json, "2026-11-22T16:00:00Z", "private, max-age=300"))
        pair.hub.clock.move(to: Timestamp(rfc3339: "2026-11-22T15:58:30Z")!)
        seen = try await now()
        #expect(seen == (0.5.json, "2026-11-22T16:00:00Z", "private, max-age=90"))
        pair.hub.clock.move(to: Timestamp(rfc3339: "2026-11-22T16:00:00Z")!)
        seen = try await now()
        #expect(seen == (0.75.json, "2026-11-22T19:00:00Z", "private, max-age=300"))
        await pair.hub.stop()
    }

    @Test func `a version announced for later stands beside the one in force`() async throws {
        let pair = try await TradingPair()
        try await publish(
            pair, price: 0.7, updated: "2026-11-22T11:59:00Z", ["start_date_time": "2026-11-22T12:04:00Z"])
        let answer = try await get(pair, Self.place)
        #expect(answer.count("connectors.0.prices") == 2)
        #expect(answer.value("connectors.0.prices.0.now.kwh.excl_vat") == 0.5.json)
        #expect(answer.text("connectors.0.prices.0.next_change") == "2026-11-22T12:04:00Z")
        #expect(answer.value("connectors.0.prices.1.now") == nil)
        #expect(answer.text("connectors.0.prices.1.valid_from") == "2026-11-22T12:04:00Z")
        #expect(answer.headers.first("Cache-Control") == "private, max-age=240")
        await pair.hub.stop()
    }

    @Test func `only a DP with an agreement that is not suspended reads prices`() async throws {
        let pair = try await TradingPair()
        #expect(try await get(pair, Self.place, token: "nobody").status == 401)
        #expect(try await get(pair, Self.place, as: pair.cpo).status == 403)
        #expect(try await get(pair, "/prices/v1/locations/NL/FAS/LOC9").status == 404)
        #expect(try await get(pair, Self.place + "/E1/7").status == 404)
        #expect(try await get(pair, "/prices/v1").status == 404)
        let written = try await pair.hub.send(
            "PUT", pair.hub.base + Self.place,
            headers: ["Authorization": AuthorizationToken.header(pair.dp.hubToken)], body: Array("{}".utf8))
        #expect(written.status == 405)
        try await pair.hub.act(
            "fay", "PUT", "/agreements/NL*FAS%3ENL*TNM",
            [
                "modules": [], "commission_bp": 0, "dp_share_bp": 0, "valid_from": "2026-01-01T00:00:00Z",
                "forbidden": true,
            ])
        #expect(try await get(pair, Self.place).status == 404)
        #expect(try await get(pair, "/prices/v1/locations").body == [])
        try await pair.hub.act("nils", "POST", "/partners/NL*TNM/suspend", ["reason": "asked"])
        let suspended = try await get(pair, Self.place)
        #expect(suspended.status == 403)
        #expect(suspended.text("detail")?.contains("asked") == true)
        await pair.hub.stop()
    }

    @Test func `the list comes in pages`() async throws {
        let pair = try await TradingPair()
        guard case .object(var second) = Samples.location else { return }
        second["id"] = "LOC2"
        _ = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/locations/NL/FAS/LOC2", to: "EU*RMD", .object(second))
        let first = try await get(pair, "/prices/v1/locations?limit=1")
        #expect(first.count("") == 1 || first.text("0.location_id") == "LOC1")
        #expect(first.headers.first("X-Total-Count") == "2")
        #expect(first.headers.first("Link")?.contains("/prices/v1/locations?offset=1&limit=1>") == true)
        let last = try await get(pair, "/prices/v1/locations?limit=1&offset=1")
        #expect(last.text("0.location_id") == "LOC2")
        #expect(last.headers.first("Link") == nil)
        #expect(try await get(pair, "/prices/v1/locations?limit=x").status == 422)
        let served = try await pair.hub.read("/prices/served?dp=NL*TNM")
        #expect(served.count("items") == 2)
        await pair.hub.stop()
    }
}
