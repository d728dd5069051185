import AdminAPI
import Roaming
import Testing

@testable import Desk

@Suite struct `What a tariff's page is shown for` {
    private func opened() -> Desktop {
        var desktop = Desktop(160, 48)
        desktop.press("3", "enter")
        return desktop
    }

    @Test func `a tariff's history is decoded once and kept with its page`() throws {
        let detail = try #require(opened().state.detail)
        guard case .tariffHistory(let book) = detail.fetched[.tariffHistory(tariff: "NL*FAS/T-11")] else {
            Issue.record("no history")
            return
        }
        #expect(book.versions.map(\.number) == [4, 3, 1])
        #expect(book.current.tariff == Fixture.current)
        #expect(book.versions[2].tariff == nil)
        #expect(book.zone(3)?.name == "Europe/Amsterdam")
    }

    @Test func `what was read is there again without the hub`() throws {
        var desktop = opened()
        desktop.press("esc")
        desktop.send(.link(Scene.offline))
        desktop.press("enter")
        let detail = try #require(desktop.state.detail)
        #expect(detail.fetched[.tariffHistory(tariff: "NL*FAS/T-11")]?.isAnswer == true)
    }

    @Test func `that the hub was not reached does not replace an answer`() {
        var detail = DetailState(.resource(ResourceRef(.tariff, "NL*FAS/T-11")))
        detail.take(.messages([]), .audit)
        detail.take(.refused(Refusal(status: nil, title: "not reached", detail: "")), .audit)
        #expect(detail.fetched[.audit]?.isAnswer == true)
        detail.take(.refused(Refusal(status: 403, title: "Forbidden", detail: "")), .audit)
        #expect(detail.fetched[.audit]?.isAnswer == false)
    }

    @Test func `a knob goes round its usual values and takes one that is typed`() throws {
        var choice = TariffChoice()
        for wanted in ["50", "150", "11"] {
            _ = try choice.turn(.power, by: 1, to: "", now: Fixture.now, zone: nil)
            #expect(choice.power.text == wanted)
        }
        _ = try choice.turn(.power, by: 1, to: "22", now: Fixture.now, zone: nil)
        #expect(choice.power.text == "22")
        _ = try choice.turn(.power, by: 1, to: "", now: Fixture.now, zone: nil)
        #expect(choice.power.text == "50")
        #expect(throws: ChoiceProblem.self) {
            try choice.turn(.power, by: 1, to: "fast", now: Fixture.now, zone: nil)
        }
    }

    @Test func `a day is the location's, and days follow each other`() throws {
        var choice = TariffChoice()
        let late = Fixture.at("23:30:00")
        #expect(choice.date(late, Fixture.amsterdam).description == "2026-11-23")
        _ = try choice.turn(.date, by: -1, to: "", now: late, zone: Fixture.amsterdam)
        #expect(choice.date(late, Fixture.amsterdam).description == "2026-11-22")
        #expect(choice.monday(late, Fixture.amsterdam).description == "2026-11-16")
        _ = try choice.turn(.date, by: 1, to: "2026-10-25", now: late, zone: Fixture.amsterdam)
        #expect(choice.date(late, nil).description == "2026-10-25")
        _ = try choice.turn(.date, by: 1, to: "today", now: late, zone: Fixture.amsterdam)
        #expect(choice.day == nil)
    }

    @Test func `an input makes the standard session one's own, and the standard one comes back`() throws {
        var choice = TariffChoice()
        _ = try choice.turn(.standardSession, by: 1, to: "S3", now: Fixture.now, zone: nil)
        let standard = choice.plan(Fixture.now, nil)
        _ = try choice.turn(.energy, by: 1, to: "", now: Fixture.now, zone: nil)
        #expect(choice.plan(Fixture.now, nil).energy.text == "45" && choice.planName == "own")
        _ = try choice.turn(.start, by: 1, to: "20:15", now: Fixture.now, zone: nil)
        #expect(choice.plan(Fixture.now, nil).start.minute == 1215)
        _ = try choice.turn(.reservation, by: 1, to: "30x", now: Fixture.now, zone: nil)
        #expect(choice.plan(Fixture.now, nil).reservation?.expires == true)
        _ = try choice.turn(.standardSession, by: 1, to: "", now: Fixture.now, zone: nil)
        #expect(choice.plan(Fixture.now, nil) == standard && choice.planName == "S3")
    }

    @Test func `marked tariffs are compared, and their histories are asked for`() throws {
        var desktop = Desktop(160, 48)
        desktop.press("3", "c")
        #expect(desktop.state.detail == nil)
        desktop.press("space", "space", "c")
        let detail = try #require(desktop.state.detail)
        #expect(detail.compared == ["NL*FAS/T-11", "SE*VAT/NIGHT"])
        #expect(detail.fetched.values.filter(\.isAnswer).count == 2)
    }

    @Test func `choosing a standard session sorts the list by what it costs`() {
        var desktop = Desktop(160, 48)
        desktop.press("3", "S")
        #expect(desktop.state.list?.sort == Sort(column: "s2"))
    }

    @Test func `a page is written to a file of a harmless name`() throws {
        var desktop = opened()
        desktop.press("e", "t")
        guard case .exportPage(let page)? = desktop.effects.last else {
            Issue.record("nothing was exported")
            return
        }
        #expect(page.name == "tariff-NL-FAS-T-11-in-words" && page.format == .text)
        #expect(page.contents.contains("T-11"))
        desktop.press("e", "j")
        guard case .exportPage(let other)? = desktop.effects.last else { return }
        #expect(other.contents.first == "{")
    }
}
