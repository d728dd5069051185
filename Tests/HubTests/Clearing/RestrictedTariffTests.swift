import AdminAPI
import Digest
import JSON
import OCPI
import Roaming
import SQLite
import Testing

@testable import Hub

/// Clearing under tariffs whose price depends on the clock, and under the version that was promised.
@Suite struct RestrictedTariffTests {
    /// 0.70 from 13:00 to 14:00 local time, else 0.50; sessions of 30 kWh start at 12:00Z, 13:00 in Amsterdam.
    private static func tariff(_ price: String = "0.5", window: Bool = true) -> String {
        let first = """
            {"price_components":[{"type":"ENERGY","price":0.7,"step_size":1}],
            "restrictions":{"start_time":"13:00","end_time":"14:00"}},
            """
        return """
            {"country_code":"NL","party_id":"FAS","id":"T1","currency":"EUR","elements":[\(window ? first : "")
            {"price_components":[{"type":"ENERGY","price":\(price),"step_size":1}]}],"last_updated":"2026-01-01T00:00:00Z"}
            """
    }

    private func publish(_ hub: MoneyHub, _ text: String, at moment: Timestamp) throws {
        let raw = Array(text.utf8)
        let put = try TariffStore.put(
            hub.db,
            TariffRecord(
                owner: .fas, tariffID: "T1", raw: raw, contentHash: SHA256.hash(raw), currency: "EUR", summary: text,
                isShared: true, lastUpdated: moment, receivedAt: moment))
        let record = try #require(try TariffStore.version(hub.db, id: put.versionID))
        try TariffReviewer(db: hub.db, now: moment).review(record)
    }

    /// The hub's sample CDR with another tariff and, if wanted, another country.
    private func cdr(
        _ hub: MoneyHub, _ id: String, total: String, tariff: String, country: String = "NLD", session: String? = nil
    ) throws -> IncomingCDR {
        let sample = try hub.cdr(id, total: total, session: session)
        var text = String(decoding: sample.raw, as: UTF8.self)
        let own = try #require(text.range(of: #""tariffs":["#))
        let end = try #require(text.range(of: #""charging_periods""#))
        text.replaceSubrange(own.upperBound..<end.lowerBound, with: tariff + "],")
        text.replace("NLD", with: country)
        let raw = Array(text.utf8)
        return IncomingCDR(cdr: try V221.CDR(ObjectReader(JSON.parse(raw))), raw: raw)
    }

    private func location(_ hub: MoneyHub, zone: String, country: String = "NLD") throws {
        try LocationStore.put(
            hub.db,
            LocationRecord(
                owner: .fas, locationID: "L1", raw: [], city: "Town", country: country, timeZone: zone, evseCount: 0,
                connectorCount: 0, statuses: [:], isShared: true, lastUpdated: hub.now, receivedAt: hub.now),
            connectors: [])
    }

    private func verdict(_ state: CDRState, _ check: ClearingCheck) throws -> (level: String?, text: String?) {
        let all = try JSON.parse(Array(state.verdicts.utf8)).arrayValue ?? []
        let found = all.first { $0["check"]?.stringValue == check.rawValue }
        return (found?["verdict"]?.stringValue, found?["text"]?.stringValue)
    }

    private static let before = MoneyHub.start - .seconds(3600)

    @Test func `a price by local time is accepted by the location's clock`() throws {
        let hub = try MoneyHub()
        try publish(hub, Self.tariff(), at: Self.before)
        try location(hub, zone: "Europe/Amsterdam")
        let cleared = try hub.accept(cdr(hub, "C1", total: "21", tariff: Self.tariff()))
        #expect(cleared.state.state == .accepted, "\(cleared.state.holdReason ?? "")")
        #expect(cleared.state.computedMinor == 2100)
    }

    @Test func `another clock gives another price`() throws {
        let hub = try MoneyHub()
        try publish(hub, Self.tariff(), at: Self.before)
        try location(hub, zone: "Europe/Lisbon", country: "PRT")
        let cleared = try hub.accept(cdr(hub, "C1", total: "15", tariff: Self.tariff()))
        #expect(cleared.state.state == .accepted, "\(cleared.state.holdReason ?? "")")
    }

    @Test func `a price by UTC is on hold, and the reason says so`() throws {
        let hub = try MoneyHub()
        try publish(hub, Self.tariff(), at: Self.before)
        try location(hub, zone: "Europe/Amsterdam")
        let reason = try hub.accept(cdr(hub, "C1", total: "15", tariff: Self.tariff())).state.holdReason ?? ""
        #expect(reason.hasPrefix("PRICE: claimed 15.00 EUR, tariff T1 gives 21.00 EUR"), "\(reason)")
        #expect(reason.contains("claim equals: the tariff's times were read in UTC"), "\(reason)")
    }

    @Test func `an unknown location is as good as its country when that has one zone`() throws {
        let hub = try MoneyHub()
        try publish(hub, Self.tariff(), at: Self.before)
        #expect(try hub.accept(cdr(hub, "C1", total: "21", tariff: Self.tariff())).state.state == .accepted)
    }

    @Test(
        arguments: [
            (nil, "location NL*FAS/L1 is unknown here: its CPO has to send it"),
            ("Europe/Nowhere", "location NL*FAS/L1 has the unknown time_zone Europe/Nowhere"),
            ("", "location NL*FAS/L1 has no time_zone"),
        ] as [(String?, String)])
    func `without a zone a price by local time waits, and the reason names the location`(
        _ zone: String?, _ words: String
    ) throws {
        let hub = try MoneyHub()
        try publish(hub, Self.tariff(), at: Self.before)
        if let zone { try location(hub, zone: zone, country: "ESP") }
        let held = try hub.accept(cdr(hub, "C1", total: "21", tariff: Self.tariff(), country: "ESP"))
        #expect(held.state.state == .held)
        #expect(held.state.holdReason?.contains(words) == true, "\(held.state.holdReason ?? "")")
        try location(hub, zone: "Europe/Madrid", country: "ESP")
        let again = try hub.db.transaction {
            try CDRClearing.recheck(hub.db, CDRKey(cpo: .fas, id: "C1"), by: hub.support, at: .minute(5))
        }
        #expect(again.state.state == .accepted)
    }

    @Test func `prices that do not depend on the clock need no zone`() throws {
        let hub = try MoneyHub()
        let plain = Self.tariff(window: false)
        try publish(hub, plain, at: Self.before)
        let cleared = try hub.accept(cdr(hub, "C1", total: "15", tariff: plain, country: "ESP"))
        #expect(cleared.state.state == .accepted)
    }

    @Test func `a session costs what was promised when it began, whatever is published later`() throws {
        let hub = try MoneyHub()
        let (old, new) = (Self.tariff("0.5", window: false), Self.tariff("0.6", window: false))
        try publish(hub, old, at: Self.before)
        var session = Sample.session("S1", energy: 300_000)
        session.startedAt = MoneyHub.start
        try SessionStore.put(hub.db, session)
        let row = try #require(try SessionStore.rowID(hub.db, .fas, "S1"))
        let choice = try #require(try TariffStore.inForce(hub.db, .fas, "T1", at: MoneyHub.start))
        try SessionTariffStore.pin(hub.db, session: row, choice, at: MoneyHub.start)
        // The hub would find this one in force at the start, had it not pinned the other.
        try publish(hub, new, at: MoneyHub.start - .seconds(60))
        #expect(try TariffStore.inForce(hub.db, .fas, "T1", at: MoneyHub.start)?.version.version == 3)
        let right = try hub.accept(cdr(hub, "C1", total: "15", tariff: old, session: "S1"))
        #expect(right.state.state == .accepted, "\(right.state.holdReason ?? "")")
        #expect(right.state.tariffVersionID == choice.version.versionID)
        let wrong = try hub.accept(cdr(hub, "C2", total: "18", tariff: new, session: "S1"))
        #expect(try verdict(wrong.state, .tariff).level == "fail")
    }

    @Test func `a claim by another version is explained by it`() throws {
        let hub = try MoneyHub()
        let new = Self.tariff("0.6", window: false)
        try publish(hub, new, at: Self.before)
        let reason = try hub.accept(cdr(hub, "C1", total: "15", tariff: new)).state.holdReason ?? ""
        #expect(reason.contains("claim equals: another version of the tariff was used"), "\(reason)")
    }

    @Test func `a tariff that came after the start is a claim, and the verdict says so`() throws {
        let hub = try MoneyHub()
        let cleared = try hub.accept(hub.cdr("C1"))
        #expect(cleared.state.state == .accepted)
        let verdict = try verdict(cleared.state, .tariff)
        #expect(verdict.level == "warn")
        #expect(verdict.text?.contains("nobody was promised it") == true)
    }

    @Test func `a tariff that breaks a rule is billed, and the CDR says which`() throws {
        let hub = try MoneyHub()
        let plain = Self.tariff(window: false)
        try publish(hub, plain, at: Self.before)
        let record = try #require(try TariffStore.current(hub.db, .fas, "T1"))
        var review = try #require(try TariffReviewStore.get(hub.db, version: record.versionID))
        review.findings = [RuleFindingResource(code: "AFIR-KWH", severity: .error, text: "no price per kWh")]
        try TariffReviewStore.put(hub.db, version: record.versionID, review, at: hub.now)
        let cleared = try hub.accept(cdr(hub, "C1", total: "15", tariff: plain))
        #expect(cleared.state.state == .accepted)
        let verdict = try verdict(cleared.state, .priceRules)
        #expect(verdict.level == "warn")
        #expect(verdict.text == "tariff T1, AFIR-KWH: no price per kWh")
    }

    @Test func `a pair may tolerate more than the hub does`() throws {
        let hub = try MoneyHub()
        var pricing = RatingTerms()
        pricing.toleranceMinor = 100
        try AgreementStore.put(
            hub.db,
            AgreementRecord(
                cpo: .fas, dp: .emp, isAllowed: true, modules: ["cdrs"], commissionBasisPoints: 400,
                dpShareBasisPoints: 800, validFrom: Timestamp(milliseconds: 0), updatedBy: "Mia", updatedAt: hub.now,
                pricing: pricing))
        #expect(try AgreementStore.get(hub.db, "NL*FAS>DE*EMP")?.pricing == pricing)
        #expect(try hub.accept(hub.cdr("C1", total: "16")).state.state == .accepted)
        #expect(try hub.accept(hub.cdr("C2", total: "16.01", hour: 2)).state.state == .held)
        #expect(try hub.accept(hub.cdr("C3", dp: .tnm, total: "16", hour: 4)).state.state == .held)
    }
}
