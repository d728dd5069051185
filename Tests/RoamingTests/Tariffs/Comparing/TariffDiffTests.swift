import Roaming
import Testing

@Suite struct TariffDiffTests {
    private static let day = (Samples.window("08:00", "20:00"), [c(.energy, "0.45", "19", 1)])
    private static let night = (Samples.window("20:00", "08:00"), [c(.energy, "0.30", "19", 1)])
    private static let always = (TariffRestrictions.none, [c(.flat, "0.35", "19", 0), c(.parkingTime, "3", "19", 60)])
    private static let old = Samples.tariff([day, night, always])

    private func sentences(_ change: (inout Tariff) -> Void) -> [String] {
        var new = Self.old
        change(&new)
        return TariffDiff(from: Self.old, to: new).changes.map(\.sentence)
    }

    @Test func `nothing changed, nothing is said`() {
        #expect(sentences { $0.lastUpdated = Samples.at("2026-11-20T00:00:00Z") } == [])
    }

    @Test func `a price that rises says by how much`() {
        #expect(
            sentences { $0.elements[0].components[0].price = d("0.49") }
                == ["ENERGY of element 1 costs 0.49 instead of 0.45 per kWh (+8.9 %)"])
        #expect(
            sentences { $0.elements[2].components[1].price = d("2.4") }
                == ["PARKING_TIME of element 3 costs 2.4 instead of 3 per hour (-20 %)"])
    }

    @Test func `steps, VAT and a window are told apart`() {
        #expect(
            sentences {
                $0.elements[2].components[1].stepSize = 300
                $0.elements[1].components[0].vat = nil
                $0.elements[0].restrictions.startMinute = 9 * 60
            } == [
                "element 1 applies: 09:00–20:00 instead of 08:00–20:00",
                "VAT on ENERGY of element 2 is not given instead of 19 %",
                "PARKING_TIME of element 3 is billed in steps of 5 min instead of 1 min",
            ])
    }

    @Test func `a window and a price that change together are still one element`() {
        #expect(
            sentences {
                $0.elements[0].restrictions.endMinute = 22 * 60
                $0.elements[0].components[0].price = d("0.5")
            } == [
                "element 1 applies: 08:00–22:00 instead of 08:00–20:00",
                "ENERGY of element 1 costs 0.5 instead of 0.45 per kWh (+11.1 %)",
            ])
    }

    @Test func `an element that goes or comes is described`() {
        #expect(
            sentences { $0.elements.remove(at: 1) } == [
                "what was element 2 is gone: ENERGY at 0.3 per kWh: 20:00–08:00 (+1)"
            ])
        let added = TariffElement(
            components: [c(.time, "6", nil, 1)], restrictions: TariffRestrictions(minimumPower: d("50")))
        #expect(
            sentences { $0.elements.insert(added, at: 0) } == [
                "element 1 is new: TIME at 6 per hour: from 50 kW"
            ])
    }

    @Test func `order counts, because the first that applies sets the price`() {
        #expect(
            sentences { $0.elements.swapAt(0, 1) } == [
                "element 2 is now element 1 in an order in which the first that applies sets the price"
            ])
    }

    @Test func `a restriction that always holds is none`() {
        #expect(
            sentences {
                $0.elements[0].restrictions.weekdays = Set(1...7)
                $0.elements[1].restrictions.minimumEnergy = .zero
                $0.elements[2].restrictions.minimumDuration = 0
            } == [])
    }

    @Test func `restrictions of one kind change together`() {
        #expect(
            sentences {
                $0.elements[0].restrictions.weekdays = [1, 2, 3, 4, 5]
                $0.elements[0].restrictions.maximumEnergy = d("10")
                $0.elements[0].restrictions.reservation = .reservation
            } == [
                "element 1 applies: Mon–Fri instead of any weekday",
                "element 1 applies: first 10 kWh instead of any energy",
                "element 1 applies: for a reservation instead of for sessions",
            ])
    }

    @Test func `components come and go`() {
        #expect(
            sentences {
                $0.elements[2].components.remove(at: 0)
                $0.elements[2].components.append(c(.time, "1", nil, 1))
            } == ["element 3 no longer prices FLAT at 0.35 once", "element 3 now prices TIME at 1 per hour"])
    }

    @Test func `the tariff's own fields are named`() {
        #expect(
            sentences {
                $0.currency = Currency("CHF")!
                $0.type = "AD_HOC_PAYMENT"
                $0.tax = .included
                $0.validTo = Samples.at("2027-01-01T00:00:00Z")
                $0.minimumPrice = p("1", "1.19")
            } == [
                "prices are in CHF instead of EUR", "the type is AD_HOC_PAYMENT instead of any",
                "tax_included is YES instead of NO", "the end is 2027-01-01T00:00:00Z instead of open",
                "the least price of a session is 1 (1.19 with VAT) instead of open",
            ])
    }
}
