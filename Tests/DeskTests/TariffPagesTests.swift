import AdminAPI
import Roaming
import Testing

@testable import Desk

@Suite struct `Pages of tariffs and prices` {
    private func screen(_ keys: [String], rows: [any Resource] = Fixture.all) -> Desktop {
        var desktop = Desktop(160, 48, rows: rows)
        for key in keys { desktop.press(key) }
        return desktop
    }

    private func focused(_ desktop: Desktop) throws -> Line {
        let detail = try #require(desktop.state.detail)
        return try #require(DetailFlow(desktop.state, detail).line(at: detail.cursor))
    }

    @Test func `a finding leads to the component it is about`() throws {
        var desktop = screen(["3", "enter", ":", "'page rules", "enter", "enter"])
        #expect(desktop.state.openPageName == "in words")
        #expect(
            try focused(desktop).place
                == TariffPlace(tariff: "NL*FAS/T-11", version: 4, element: 2, component: 1))
        desktop.press(":", "'page nothing", "enter")
        #expect(desktop.state.openPageName == "in words" && desktop.screen.contains("its pages are"))
    }

    @Test func `an amount of a price leads to the component that set it, on the same page`() throws {
        var desktop = screen(["5", "enter", "tab"])
        let lines = DetailFlow(desktop.state, try #require(desktop.state.detail))
        let amount = try #require(
            lines.lines.indices.first { index in
                if case .place(let place)? = lines.line(at: index)?.link { place.version == nil } else { false }
            })
        desktop.state.place.detail?.cursor = amount
        desktop.press("enter")
        let place = try #require(try focused(desktop).place)
        // Of the tariff that the CDR carries, which is none of the hub's versions.
        #expect(place == TariffPlace(tariff: "NL*FAS/T-11 in the CDR", version: nil, element: 1, component: 1))
        #expect(desktop.state.openPageName == "price")
    }

    @Test func `every amount of a price and every finding leads to a place that is there`() throws {
        for keys in [["5", "enter", "tab"], [":", "'cdrs", "enter", "j", "enter", "tab"]] {
            let desktop = screen(keys)
            let flow = DetailFlow(desktop.state, try #require(desktop.state.detail))
            let all = flow.lines.indices.compactMap { flow.line(at: $0) }
            let places = Set(all.compactMap(\.place))
            let wanted = all.compactMap { line -> TariffPlace? in
                if case .place(let place)? = line.link { place } else { nil }
            }
            #expect(!wanted.isEmpty && wanted.allSatisfy(places.contains))
        }
    }

    @Test func `a session that began before a version came is among those in between`() {
        let rows = Fixture.all.map { row -> any Resource in
            guard var session = row as? SessionResource, session.id == "NL*FAS/7f3a-22c1" else { return row }
            session.startedAt = Fixture.at("09:00:00", day: 21)
            return session
        }
        let text = screen(["3", "enter", ":", "'page versions", "enter"], rows: rows).screen
        #expect(text.contains("21 09:00  NL*FAS→NL*TNM"))
        #expect(!text.contains("13:41:07  NL*FAS→DE*EMP"))
    }

    @Test func `what a session costs under a version is opened line by line`() throws {
        var desktop = screen(["3", "enter", ":", "'page versions", "enter"])
        let flow = DetailFlow(desktop.state, try #require(desktop.state.detail))
        let line = try #require(flow.lines.indices.first { flow.line(at: $0)?.link == .session(2) })
        desktop.state.place.detail?.cursor = line
        desktop.press("enter")
        #expect(desktop.state.openPageName == "session" && desktop.screen.contains("S3  40 kWh at 11 kW"))
    }

    @Test func `a claim of a total alone is not compared part by part`() {
        let pricing = Fixture.pricing("NL*FAS/C-88214")
        let lines = ComparedPrices(pricing).lines(\.net).map { $0.spans.map(\.text.string).joined() }
        #expect(lines.contains { $0.hasPrefix("total") && $0.contains("-0.619") })
        #expect(!lines.contains { $0.contains("-9.499") })
    }

    @Test func `a version chosen is that of its page alone`() {
        var desktop = screen(["3", "enter", "o"])
        #expect(desktop.state.detail?.version == 3)
        desktop.press("o", "o")
        #expect(desktop.state.detail?.version == 4)
        desktop.press("o", "esc", "enter")
        #expect(desktop.state.detail?.version == nil)
    }

    @Test(arguments: [
        ("type:REGULAR", ["NL*FAS/T-11"]), ("lint:UNREACHABLE", ["NL*FAS/T-11"]), ("lint:none", ["SE*VAT/NIGHT"]),
        ("kwh<0.46", ["FR*IZI/OLD"]), ("kwh>=0.46 kwh<1", ["NL*FAS/T-11"]), ("used:no", ["SE*VAT/NIGHT"]),
        ("country:FR", ["FR*IZI/OLD"]), ("s3>100", ["SE*VAT/NIGHT"]), ("severity:error", ["FR*IZI/OLD"]),
        ("varies:yes", ["NL*FAS/T-11"]),
    ])
    func `tariffs are found by type, country, finding, price and use`(filter: String, ids: [String]) {
        let desktop = screen(["3", "/", "'\(filter)", "enter"])
        #expect(desktop.state.list?.rows.map(\.id) == ids)
        #expect(desktop.state.list?.problems.isEmpty == true)
    }

    @Test func `a price with tax unknown is not compared with one that is known`() throws {
        let list = ListTable.of(.tariff, session: "s2")
        let row = try #require(Fixture.tariffs.first as? TariffResource)
        #expect(row.cost(of: "s2").text.string == "29.30")
        var odd = row
        odd.sessionCosts = SessionCosts(gross: false, costs: ["s2": 2421])
        #expect(odd.cost(of: "s2").text.string == "24.21 excl")
        #expect(list.heads.contains { $0.title.string == "S2" && $0.key == "s2" })
    }

    @Test func `periods that are priced alike stand as one until they are zoomed`() throws {
        var pricing = Fixture.pricing("NL*FAS/C-88213")
        let start = Fixture.at("09:00:00")
        var run = try #require(pricing.promised)
        run.periods = (0..<5).map { index in
            PricingPeriod(
                start: start + .seconds(60 * index), end: start + .seconds(60 * index + 60),
                volumes: [PricingVolume(dimension: "ENERGY", amount: Fixture.kwh("0.5"))],
                spansPriceChange: index == 3)
        }
        run.lines = (0..<5).map { index in
            PricingLine(
                family: "ENERGY", period: index, quantity: Fixture.kwh("0.5"), price: Fixture.kwh("0.59"), tariff: 0,
                element: 2, component: 0, amount: PriceFigure(net: Fixture.kwh("0.295")))
        }
        pricing.promised = run
        pricing.own = nil
        let folded = PricedStretch.all(pricing, folded: true)
        #expect(folded.map(\.periods) == [0...2, 3...3, 4...4])
        #expect(folded[0].volumes[0].amount.text == "1.5")
        #expect(folded[0].amounts[0].line.amount.net?.text == "0.885")
        #expect(PricedStretch.all(pricing, folded: false).count == 5)
    }

    @Test func `a note on many periods is one line, which counts them from 1`() {
        let notes = [0, 1, 2, 4].map {
            PricingNote(code: "unpriced:TIME:\($0)", text: "TIME of period \($0) has no price")
        }
        let lines = PricingNotes.lines(
            notes + [PricingNote(code: "periods_out_of_order", text: "they were not in order")])
        let texts = lines.map { $0.spans.map(\.text.string).joined() }
        #expect(
            texts == [
                "note  TIME of periods 1–3, 5 has no price (unpriced:TIME)",
                "note  they were not in order (periods_out_of_order)",
            ])
    }

    @Test func `promised and charged prices that are the same stand as one`() {
        var pricing = Fixture.pricing("NL*FAS/C-88213")
        pricing.own = pricing.promised
        #expect(pricing.runs.map(\.name) == [.computed])
        #expect(Fixture.pricing("NL*FAS/C-88213").runs.map(\.name) == [.promised, .own])
    }
}
