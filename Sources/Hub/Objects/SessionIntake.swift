import JSON
import OCPI
import Roaming
import SQLite

/// Takes a session's PUT or PATCH: merged by OCPI's rules, never backwards, with the power the hub works out.
struct SessionIntake {
    let db: Connection
    let now: Timestamp

    func take(
        _ body: JSONValue?, _ cpo: PartyID, _ id: String, raw: [UInt8], isPatch: Bool
    ) throws -> ObjectIntake.Outcome {
        guard case .object(let sent)? = body else {
            throw FieldError(field: "", rule: "must be a JSON object", value: nil)
        }
        let known = try SessionStore.get(db, cpo, id)
        var whole = sent
        if isPatch {
            guard let known, case .object(let stored) = try JSON.parse(known.raw) else {
                throw Refusal.http(404, .clientError, "session \(cpo)/\(id) is unknown here: PUT it before a PATCH")
            }
            whole = try SessionMerge.patch(stored, with: sent).object
        }
        let session = try V221.Session(ObjectReader(.object(whole)))
        if let known, let status = V221.SessionStatus(rawValue: known.status) {
            let standing = SessionMerge.Standing(
                status: status, kwh: known.energy, lastUpdated: known.lastUpdated)
            switch SessionMerge.order(from: standing, to: session) {
            case .forward: break
            case .late:
                throw Refusal.ocpi(
                    .invalidParameters,
                    "last_updated \(session.lastUpdated) is before \(known.lastUpdated), which the hub has: not taken")
            case .backward(let rule): throw Refusal.ocpi(.invalidParameters, rule)
            }
        }
        let connector = try LocationStore.connector(
            db, session.party, session.locationID, evseUID: session.evseUID, connectorID: session.connectorID)
        let priced = try SessionTariffs(db, session, connector: connector, isKnown: known != nil)
        var record = try self.record(
            session, known: known, connector, raw: isPatch ? JSONValue.object(whole).serialized() : raw)
        if session.totalCost == nil { try reckon(&record, session, priced) }
        try SessionStore.put(db, record)
        try remember(session, priced)
        if known?.flags.contains(SessionFlag.stuck) == true {
            try Alerts.clear(db, .session, record.id, code: SessionFlag.stuck, at: now)
        }
        // Meter values come all the time; an action prepared on the session must not be refused for them.
        try Feed.touch(
            db, .session, id: record.id, at: now, bumpsVersion: known?.status != record.status)
        return known == nil ? .created : .updated
    }

    /// The hub's own figure, where the CPO gives none.
    private func reckon(_ record: inout SessionRecord, _ session: V221.Session, _ priced: SessionTariffs) throws {
        let samples =
            try SessionStore.rowID(db, record.cpo, record.sessionID).map {
                try SessionSampleStore.list(db, session: $0)
            } ?? []
        let cost = RunningCost(
            session, tariffs: try priced.tariffs(), samples: samples,
            zone: try LocationZone.find(db, record.cpo, record.locationID).rules,
            policy: try PriceTerms(db, cpo: record.cpo, dp: record.dp, at: record.startedAt).rating)
        record.costMinor = cost?.minorUnits
        record.costSource = cost.map { _ in "hub" }
        record.costIsEstimate = cost?.isEstimate ?? false
    }

    /// What belongs to the session's row: its tariff versions, and its meter where nothing else tells the periods.
    private func remember(_ session: V221.Session, _ priced: SessionTariffs) throws {
        let needsSample = session.periods.isEmpty && session.totalCost == nil
        guard !priced.new.isEmpty || needsSample,
            let row = try SessionStore.rowID(db, session.party, session.id)
        else { return }
        for choice in priced.new { try SessionTariffStore.pin(db, session: row, choice, at: now) }
        if needsSample {
            try SessionSampleStore.add(
                db, session: row, SessionSample(at: session.lastUpdated, energy: session.kwh.decimal))
        }
    }

    private func record(
        _ session: V221.Session, known: SessionRecord?, _ connector: ConnectorRecord?, raw: [UInt8]
    ) throws -> SessionRecord {
        var record = SessionRecord(
            cpo: session.party, dp: session.token.party, sessionID: session.id, raw: raw,
            status: session.status.rawValue, startedAt: session.start, endedAt: session.end,
            energy: session.kwh.decimal, locationID: session.locationID, evseUID: session.evseUID,
            evseID: connector?.evseID, connectorID: session.connectorID, tokenUID: session.token.uid,
            tokenType: session.token.type.rawValue, contractID: session.token.contractID,
            authMethod: session.authMethod.rawValue, authorizationReference: session.authorizationReference,
            currency: session.currency.code, lastUpdated: session.lastUpdated, receivedAt: now)
        record.tariffID =
            try session.periods.last?.tariffID ?? SessionTariffs.tariff(db, of: connector, session.party)
        record.powerHistory = known?.powerHistory ?? []
        record.cdrID = known?.cdrID
        record.powerWatts = SessionPower.watts(from: known, to: session)
        if let watts = record.powerWatts { record.powerHistory = (record.powerHistory + [watts]).suffix(20) }
        if let cost = session.totalCost {
            record.costMinor = ExactNumber(cost.exclVAT.decimal).money(in: session.currency)?.minorUnits
            record.costSource = record.costMinor.map { _ in "cpo" }
        }
        // An update ends what silence had raised; other remarks stay until their own reason ends.
        record.flags = (known?.flags ?? []).filter { $0 != SessionFlag.stuck }
        record.flagReason = record.flags.isEmpty ? nil : known?.flagReason
        try flagUnits(&record, session)
        return record
    }

    /// Energy per period in watt-hours where the session counts kilowatt-hours, or the other way round: a factor of
    /// about 1000 between the two (the specification's own example has it).
    private func flagUnits(_ record: inout SessionRecord, _ session: V221.Session) throws {
        let sum = session.periods.compactMap { $0.volume(.energy)?.decimal.tenThousandths }.reduce(0, &+)
        let total = session.kwh.decimal.tenThousandths
        guard sum > 0, total > 0 else { return }
        let ratio = sum >= total ? sum / total : total / sum
        guard (900...1100).contains(ratio) else { return }
        if !record.flags.contains(SessionFlag.unit) { record.flags.append(SessionFlag.unit) }
        record.flagReason = "periods sum to \(Decimal4(tenThousandths: sum).text), kwh is \(session.kwh)"
    }
}

/// The hub's own remarks on a session.
enum SessionFlag {
    static let stuck = "STUCK"
    static let unit = "UNIT?"
    static let noCDR = "NO_CDR"
}

/// Power as the energy between two updates over the time between them.
enum SessionPower {
    /// Nil before the second update, or when the CPO's clock did not move; 0 once the session is over.
    static func watts(from known: SessionRecord?, to session: V221.Session) -> Int? {
        if session.status.isFinal { return 0 }
        guard let known else { return nil }
        let milliseconds = session.lastUpdated.milliseconds - known.lastUpdated.milliseconds
        guard milliseconds > 0 else { return known.powerWatts }
        // 1e-4 kWh is 0.1 Wh: energy * 3_600_000 ms/h / 10.
        let tenths = session.kwh.decimal.tenThousandths - known.energy.tenThousandths
        let (product, overflow) = tenths.multipliedReportingOverflow(by: 360_000)
        return overflow ? known.powerWatts : Int(product / milliseconds)
    }
}
