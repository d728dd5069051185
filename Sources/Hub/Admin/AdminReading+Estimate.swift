import AdminAPI
import Roaming
import SQLite

extension AdminReading {
    /// What a session would cost under the version that one starting then would be promised.
    func tariffEstimate(_ db: Connection) throws -> TariffEstimate {
        guard let (owner, tariffID) = ResourceReader.split(call.id) else { throw noTariff() }
        let start = try moment("start") ?? call.now
        guard let choice = try TariffStore.inForce(db, owner, tariffID, at: start) else { throw noTariff() }
        let tariff = try choice.version.pricing()
        let zone = try zone(db, owner, tariffID, tariff)
        let plan = try plan(from: start, in: zone.rules ?? .utc)
        let detail: ChargeDetail
        do {
            detail = try plan.detail(under: tariff, zone: zone.rules ?? .utc)
        } catch {
            throw Problem(.badValue, "no such session: \(error)", field: "kwh", rule: "a session that can be")
        }
        let run = PricingDocuments.run(
            detail,
            [
                PricingTariff(
                    id: choice.version.id, version: choice.version.version, document: TariffDocument(tariff))
            ], zone: zone.rules, policy: .hub1, compares: false)
        return TariffEstimate(
            tariff: choice.version.id, currency: choice.version.currency,
            zone: zone.rules.map {
                ZoneDocument($0, from: start - .seconds(86_400), to: detail.end + .seconds(86_400))
            }, zoneSource: zone.words, start: detail.start, end: detail.end, run: run)
    }

    private func plan(from start: Timestamp, in zone: ZoneRules) throws -> SessionPlan {
        guard let energy = try decimal("kwh", to: 10_000) else {
            throw Problem(.badValue, "kwh says how much is charged", field: "kwh", rule: "required")
        }
        let minutes = try call.request.queryValue("minutes").map { _ in
            try call.number("minutes", in: 0...44_640, default: 0)
        }
        let power = try decimal("power", to: 10_000)
        let pace: ChargingPace
        switch (minutes, power) {
        case (let minutes?, nil): pace = .lasting(.seconds(minutes * 60))
        case (nil, let power?): pace = .power(power)
        case (nil, nil):
            throw Problem(
                .badValue, "say how long it charges (minutes) or at what power (power)", field: "minutes",
                rule: "minutes or power")
        case (.some, .some):
            throw Problem(
                .badValue, "minutes and power say the same in two ways: send one", field: "power",
                rule: "minutes or power")
        }
        return SessionPlan(
            start: zone.local(start), energy: energy, pace: pace,
            parked: .seconds(try call.number("parked", in: 0...44_640, default: 0) * 60))
    }

    /// Of the location that is named, else the one of all locations that use the tariff, where local prices need one.
    private func zone(
        _ db: Connection, _ owner: PartyID, _ tariffID: String, _ tariff: Tariff
    ) throws -> LocationZone {
        if let id = call.request.queryValue("location") {
            guard let (cpo, locationID) = ResourceReader.split(id), cpo == owner else {
                throw Problem(
                    .badValue, "location must be one of \(owner), like \(owner)/LOC1", field: "location",
                    rule: "CPO/ID")
            }
            return try LocationZone.find(db, owner, locationID)
        }
        if let rules = try LocationZone.common(db, owner, tariffID: tariffID) {
            return LocationZone(rules: rules, words: "\(rules.name), of every location that uses the tariff")
        }
        if !TariffLookup(tariff).needsZone {
            return LocationZone(rules: .utc, words: "UTC: no price of this tariff depends on local time")
        }
        return LocationZone(words: "say which location: the tariff has prices by local time")
    }

    private func decimal(_ name: String, to limit: Int64) throws -> Decimal4? {
        guard let text = call.request.queryValue(name) else { return nil }
        guard let value = Decimal4(text), value >= .zero, value.tenThousandths <= limit * 10_000 else {
            throw Problem(
                .badValue, "\(name) must be a number from 0 to \(limit)", field: name, rule: "0 to \(limit)")
        }
        return value
    }

    private func moment(_ name: String) throws -> Timestamp? {
        guard let text = call.request.queryValue(name) else { return nil }
        guard let moment = Timestamp(rfc3339: text) else {
            throw Problem(.badValue, "\(name) must be a date-time", field: name, rule: "date-time")
        }
        return moment
    }
}
