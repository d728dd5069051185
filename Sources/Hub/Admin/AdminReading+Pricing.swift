import AdminAPI
import Roaming
import SQLite

extension AdminReading {
    /// A CDR's claim beside what it should cost: under its own tariffs, and under those that were promised.
    func cdrPricing(_ db: Connection) throws -> CDRPricing {
        guard let (cpo, id) = ResourceReader.split(call.id), let record = try CDRStore.get(db, cpo, id) else {
            throw Problem(.notFound, "there is no CDR \(call.id)")
        }
        let detail = try CDRClearing.detail(of: record)
        let known = try CDRFacts(db, record, detail, at: call.now)
        let (zone, policy) = (known.zone.rules, known.terms.rating)
        func run(_ tariffs: [PricingTariff]) -> PricingRun? {
            tariffs.isEmpty
                ? nil : PricingDocuments.run(detail, tariffs, zone: zone, policy: policy, compares: true)
        }
        let own = run(
            detail.tariffs.map { PricingTariff(id: "\($0.owner)/\($0.id)", document: TariffDocument($0)) })
        let promised = run(
            try known.published.map {
                PricingTariff(
                    id: $0.version.id, version: $0.version.version, document: TariffDocument(try $0.version.pricing()))
            })
        let used = own ?? promised
        let explanations = ExplanationSearch.find(
            detail, tariffs: used?.tariffs.map(\.document.tariff) ?? [], zone: zone, policy: policy,
            otherVersions: try known.withOtherVersions(db).otherVersions)
        return CDRPricing(
            cdr: record.id, currency: record.currency,
            zone: zone.map {
                ZoneDocument($0, from: detail.start - .seconds(86_400), to: detail.end + .seconds(86_400))
            }, zoneSource: known.zone.words, policy: known.terms.terms, claimed: PricingDocuments.parts(detail.claim),
            own: own, promised: promised, used: used?.parts == nil ? nil : own != nil ? "own" : "promised",
            explanations: explanations.map {
                PricingExplanation(
                    deviations: $0.deviations.map(\.rawValue), text: $0.description, allFigures: $0.isComplete)
            },
            pins: try pins(db, record),
            served: try ServedPriceStore.list(
                db, dp: record.dp, owner: record.cpo, place: detail.place
            ).map { try served($0, db) })
    }

    private func pins(_ db: Connection, _ record: CDRRecord) throws -> [TariffPinResource] {
        guard let session = record.sessionID else { return [] }
        return try SessionTariffStore.pins(db, record.cpo, session).map {
            TariffPinResource(
                session: "\(record.cpo)/\(session)", tariff: $0.version.id, version: $0.version.version,
                pinnedAt: $0.pinnedAt, promised: $0.isPromised, reason: $0.reason)
        }
    }

    /// Which prices a DP was shown: all of them, or those for the connector of a session or CDR.
    func pricesServed(_ db: Connection) throws -> Page<PriceServed> {
        let found: [ServedPriceRecord]
        if let id = call.request.queryValue("cdr") {
            guard let (cpo, cdrID) = ResourceReader.split(id), let record = try CDRStore.get(db, cpo, cdrID) else {
                throw Problem(.notFound, "there is no CDR \(id)")
            }
            found = try ServedPriceStore.list(
                db, dp: record.dp, owner: cpo, place: try CDRClearing.detail(of: record).place)
        } else if let id = call.request.queryValue("session") {
            guard let (cpo, sessionID) = ResourceReader.split(id),
                let session = try SessionStore.get(db, cpo, sessionID)
            else { throw Problem(.notFound, "there is no session \(id)") }
            found = try ServedPriceStore.list(
                db, dp: session.dp, owner: cpo,
                place: ChargePlace(
                    locationID: session.locationID, evseUID: session.evseUID, connectorID: session.connectorID))
        } else if let text = call.request.queryValue("dp") {
            guard let dp = PartyID(text) else {
                throw Problem(.badValue, "dp must be like NL*TNM", field: "dp", rule: "party")
            }
            found = try ServedPriceStore.list(db, dp: dp)
        } else {
            throw Problem(.badValue, "say whose: cdr, session or dp", field: "dp", rule: "one of cdr, session, dp")
        }
        return try cut(found.map { try served($0, db) })
    }

    private func served(_ record: ServedPriceRecord, _ db: Connection) throws -> PriceServed {
        guard let version = try TariffStore.version(db, id: record.key.versionID) else {
            throw StoreError.notFound("tariff version \(record.key.versionID)")
        }
        return PriceServed(
            dp: record.key.dp, location: "\(record.key.owner)/\(record.key.locationID)", evse: record.key.evseUID,
            connector: record.key.connectorID, tariff: version.id, version: version.version, etag: record.etag,
            firstServedAt: record.firstAt, lastServedAt: record.lastAt, count: record.count)
    }
}
