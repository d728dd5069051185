import AdminAPI
import JSON
import Roaming
import SQLite

/// Builds what operators see from the store's rows: one function a kind, always the present state.
struct ResourceReader {
    let db: Connection
    let registry: Registry
    let now: Timestamp

    /// Nil when the resource is unknown or gone.
    func resource(_ kind: Kind, _ id: String) throws -> AnyResource? {
        guard let mark = try Feed.mark(db, kind, id: id) else { return nil }
        switch kind {
        case .session: return try session(id, mark).map(AnyResource.session)
        case .partner: return try partner(id, mark).map(AnyResource.partner)
        case .location: return try location(id, mark).map(AnyResource.location)
        case .tariff: return try tariff(id, mark).map(AnyResource.tariff)
        case .cdr: return try cdr(id, mark).map(AnyResource.cdr)
        case .window: return try window(id, mark).map(AnyResource.window)
        case .payout: return try payout(id, mark).map(AnyResource.payout)
        case .dispute: return try dispute(id, mark).map(AnyResource.dispute)
        case .command: return try command(id, mark).map(AnyResource.command)
        case .agreement: return try agreement(id, mark).map(AnyResource.agreement)
        case .alert: return try alert(id, mark).map(AnyResource.alert)
        }
    }

    /// "NL*FAS/S1" as its two halves; the second may hold slashes.
    static func split(_ id: String) -> (PartyID, String)? {
        guard let slash = id.firstIndex(of: "/"), let party = PartyID(String(id[..<slash])) else { return nil }
        return (party, String(id[id.index(after: slash)...]))
    }

    /// The last characters only: enough to recognise a token, not to use it.
    static func masked(_ token: String) -> String { "··\(token.suffix(3))" }

    private func session(_ id: String, _ mark: FeedRow) throws -> SessionResource? {
        guard let (cpo, sessionID) = Self.split(id), let row = try SessionStore.get(db, cpo, sessionID) else {
            return nil
        }
        let maybe = try MessageStore.maybeCount(db, session: row.id)
        return SessionResource(
            id: row.id, version: mark.version, updatedAt: mark.at, cpo: row.cpo, dp: row.dp, sessionID: row.sessionID,
            status: row.status, startedAt: row.startedAt, endedAt: row.endedAt, kwh: row.energy,
            powerW: row.powerWatts ?? 0, powerHistory: row.powerHistory, locationID: row.locationID,
            evseUID: row.evseUID, evseID: row.evseID, connectorID: row.connectorID, tokenType: row.tokenType,
            tokenMasked: Self.masked(row.tokenUID), authMethod: row.authMethod, currency: row.currency,
            costMinor: row.costMinor,
            costSource: row.costIsEstimate ? .estimate : row.costSource.flatMap(SessionResource.CostSource.init),
            lastUpdateAt: row.lastUpdated, flags: row.flags, flagReason: row.flagReason,
            cdrID: row.cdrID.map { "\(row.cpo)/\($0)" }, tariffID: row.tariffID.map { "\(row.cpo)/\($0)" },
            deliveriesMaybe: maybe)
    }

    private func location(_ id: String, _ mark: FeedRow) throws -> LocationResource? {
        guard let (owner, locationID) = Self.split(id), let row = try LocationStore.get(db, owner, locationID) else {
            return nil
        }
        return LocationResource(
            id: "\(row.owner)/\(row.locationID)", version: mark.version, updatedAt: mark.at, owner: row.owner,
            locationID: row.locationID, name: row.name ?? row.locationID, city: row.city, country: row.country,
            timeZone: row.timeZone, evseCount: row.evseCount, connectorCount: row.connectorCount,
            statuses: row.statuses)
    }

    private func tariff(_ id: String, _ mark: FeedRow) throws -> TariffResource? {
        guard let (owner, tariffID) = Self.split(id), let row = try TariffStore.current(db, owner, tariffID),
            case .object(let object) = try JSON.parse(row.raw)
        else { return nil }
        let review = try TariffReviewStore.get(db, version: row.versionID)
        let pricing = try? row.pricing()
        func price(_ name: String) -> Decimal4? {
            guard case .object(let price)? = object[name], case .number(let net)? = price["excl_vat"] else {
                return nil
            }
            return Decimal4(net.literal)
        }
        return TariffResource(
            id: row.id, version: mark.version, updatedAt: mark.at, owner: row.owner, tariffID: row.tariffID,
            currency: row.currency, type: row.type, summary: row.summary, elements: object["elements"] ?? [],
            minPrice: price("min_price"), maxPrice: price("max_price"), validFrom: row.validFrom, validTo: row.validTo,
            connectors: try TariffStore.connectorCount(db, owner, tariffID), lastUpdated: row.lastUpdated,
            tariffVersion: row.version, tax: pricing?.tax ?? .excluded, country: owner.country,
            headline: review?.headline, lint: review?.lint ?? [], severity: review?.severity,
            sessionCosts: review?.costs, pricing: pricing.map(TariffDocument.init))
    }

    private func command(_ id: String, _ mark: FeedRow) throws -> CommandResource? {
        guard let row = try CommandStore.get(db, id) else { return nil }
        return CommandResource(
            id: row.id, version: mark.version, updatedAt: mark.at, command: row.command, requester: row.requester,
            cpo: row.cpo, dp: row.dp, session: row.sessionID,
            state: CommandResource.State(rawValue: row.state.rawValue) ?? .sent, result: row.result,
            reason: row.reason, by: row.by, createdAt: row.createdAt, resultAt: row.resultAt,
            dpInformedAt: row.dpInformedAt)
    }

    private func agreement(_ id: String, _ mark: FeedRow) throws -> AgreementResource? {
        guard let row = try AgreementStore.get(db, id) else { return nil }
        let ends = [row.cpo, row.dp].compactMap { $0 }
        let known = ends.isEmpty ? Array(registry.parties.keys) : ends
        let accepted = known.filter { registry.parties[$0]?.termsAcceptedAt != nil }.map(\.description).sorted()
        return AgreementResource(
            id: row.id, version: mark.version, updatedAt: mark.at, cpo: row.cpo, dp: row.dp, modules: row.modules,
            commissionBp: row.commissionBasisPoints, dpShareBp: row.dpShareBasisPoints, validFrom: row.validFrom,
            validTo: row.validTo, accepted: accepted, forbidden: !row.isAllowed, pricing: row.pricing)
    }

    private func alert(_ id: String, _ mark: FeedRow) throws -> AlertResource? {
        guard let row = try AlertStore.get(db, id), row.clearedAt == nil else { return nil }
        return AlertResource(
            id: row.id, version: mark.version, updatedAt: mark.at,
            severity: AlertResource.Severity(rawValue: row.severity) ?? .warning,
            subjectKind: Kind(rawValue: row.subjectKind) ?? .partner, subjectID: row.subjectID, code: row.code,
            text: row.text, since: row.since)
    }

    /// Who a person id of the store is, for people who read.
    func person(_ id: Int64?) throws -> String? {
        try id.flatMap { try PersonStore.get(db, $0)?.name }
    }
}
