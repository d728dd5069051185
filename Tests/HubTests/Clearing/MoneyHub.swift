import Digest
import JSON
import OCPI
import Roaming
import SQLite

@testable import Hub

/// A hub database with two CPOs, two DPs, default terms of 4 and 8 percent, a tariff of 0.50 per kWh, and the people
/// who handle money.
final class MoneyHub {
    let store: TemporaryStore
    var db: Connection { store.db }
    let maker: Person
    let approver: Person
    let support: Person
    let lead: Person
    let service: Person
    /// Moves forward only where a test says so.
    var now = Timestamp.minute(0)

    static let start = Timestamp(rfc3339: "2026-11-22T12:00:00Z")!

    init() throws {
        store = try TemporaryStore()
        let db = store.db
        func person(_ name: String, isService: Bool = false) throws -> Person {
            Person(
                id: try Sample.person(
                    db, name, roles: isService ? ["viewer"] : ["finance_maker"], isService: isService),
                name: name, isService: isService)
        }
        maker = try person("Mia")
        approver = try person("Ali")
        support = try person("Sam")
        lead = try person("Lea")
        service = try person("exporter", isService: true)
        let platform = try Sample.platform(db)
        for (party, role) in [(PartyID.fas, "CPO"), (.ion, "CPO"), (.emp, "EMSP"), (.tnm, "EMSP")] {
            try PartyStore.put(
                db,
                PartyRecord(
                    party: party, platformID: platform, roles: [role], name: party.description, status: .connected,
                    termsAcceptedAt: Timestamp(milliseconds: 0), lastUpdated: now))
        }
        try AgreementStore.put(
            db,
            AgreementRecord(
                isAllowed: true, modules: ["cdrs", "sessions"], commissionBasisPoints: 400, dpShareBasisPoints: 800,
                validFrom: Timestamp(milliseconds: 0), updatedBy: "Mia", updatedAt: now))
        for owner in [PartyID.fas, .ion] { try publish(owner, price: "0.5") }
    }

    func publish(_ owner: PartyID, price: String) throws {
        let raw = Array(Self.tariff(owner, price: price).utf8)
        _ = try TariffStore.put(
            db,
            TariffRecord(
                owner: owner, tariffID: "T1", raw: raw, contentHash: SHA256.hash(raw), currency: "EUR",
                summary: price, isShared: true, lastUpdated: Timestamp(rfc3339: "2026-01-01T00:00:00Z")!,
                receivedAt: now))
    }

    /// A CDR of 1 h; `total` is `price` × `energy` unless given.
    func cdr(
        _ id: String, cpo: PartyID = .fas, dp: PartyID = .emp, energy: Int = 30, price: String = "0.5",
        total: String? = nil, session: String? = nil, credits: String? = nil, hour: Int64 = 0, extra: String = ""
    ) throws -> IncomingCDR {
        let start = Self.start + .seconds(hour * 3600)
        let amount = total ?? Decimal4(tenThousandths: Int64(energy) * Decimal4(price)!.tenThousandths).text
        let credit = credits.map { #","credit":true,"credit_reference_id":"\#($0)""# } ?? ""
        let text = """
            {"country_code":"\(cpo.country)","party_id":"\(cpo.party)","id":"\(id)",
            "start_date_time":"\(start.rfc3339)","end_date_time":"\((start + .seconds(3600)).rfc3339)",
            "session_id":"\(session ?? "S-\(id)")","cdr_token":{"country_code":"\(dp.country)","party_id":"\(dp.party)",
            "uid":"04A1","type":"RFID","contract_id":"C1"},"auth_method":"WHITELIST",
            "cdr_location":{"id":"L1","address":"Street 1","city":"Town","postal_code":"1000AA","country":"NLD",
            "coordinates":{"latitude":"52.000000","longitude":"5.000000"},"evse_uid":"E-\(session ?? id)",
            "evse_id":"NL*FAS*E1","connector_id":"1","connector_standard":"IEC_62196_T2",
            "connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},"currency":"EUR",
            "tariffs":[\(Self.tariff(cpo, price: price))],
            "charging_periods":[{"start_date_time":"\(start.rfc3339)","dimensions":[{"type":"ENERGY",
            "volume":\(energy)},{"type":"TIME","volume":1}]}],"total_cost":{"excl_vat":\(amount)},
            "total_energy":\(energy),"total_time":1\(credit)\(extra),"last_updated":"\(start.rfc3339)"}
            """
        let raw = Array(text.utf8)
        return IncomingCDR(cdr: try V221.CDR(ObjectReader(try JSON.parse(raw))), raw: raw)
    }

    @discardableResult
    func accept(_ cdr: IncomingCDR) throws -> ClearedCDR {
        try db.transaction { try CDRClearing.accept(db, cdr, at: now) }
    }

    @discardableResult
    func close(by person: Person? = nil) throws -> ClosedWindow {
        try db.transaction {
            let window = try SettlementWindows.current(db, currency: "EUR", at: now)
            return try SettlementWindows.close(db, window.id, by: person ?? maker, at: now)
        }
    }

    @discardableResult
    func act(_ id: String, _ action: PayoutAction, by person: Person) throws -> PayoutRecord {
        try db.transaction { try PayoutDesk.act(db, id, action, by: person, at: now) }
    }

    /// Released by the maker and approved by the approver.
    func pay(_ payout: PayoutRecord) throws {
        try act(payout.id, .release, by: maker)
        try act(
            payout.id, .approve(contentHash: SHA256.hex(payout.contentHash), amountMinor: payout.amountMinor),
            by: approver)
    }

    func raise(_ id: String, cpo: PartyID = .fas, reason: DisputeReason = .idleFee) throws -> DisputeRecord {
        try db.transaction {
            try DisputeDesk.raise(
                db,
                DisputeClaim(cdr: CDRKey(cpo: cpo, id: id), reason: reason, text: "not us", claimant: .emp),
                by: support, at: now)
        }
    }

    @discardableResult
    func decide(_ id: String, _ decision: DisputeDecision, by person: Person? = nil) throws -> DisputeRecord {
        try db.transaction {
            try DisputeDesk.decide(db, id, decision, text: "seen", by: person ?? lead, at: now)
        }
    }

    func state(_ id: String, cpo: PartyID = .fas) throws -> CDRState {
        guard let record = try CDRStore.get(db, cpo, id), let state = try CDRStateStore.get(db, record.rowID) else {
            throw StoreError.notFound(id)
        }
        return state
    }

    /// Posted balance on the account's own side.
    func balance(_ code: AccountCode, _ party: PartyID? = .fas) throws -> Int64 {
        let balance = try LedgerStore.balance(
            db, LedgerAccount(code, party: party, currency: Currency("EUR")!))
        return code.kind.growsByDebit ? -balance.owed : balance.owed
    }

    /// 2100, 2110, 2120, 2130 and 1150 of a CPO.
    func funds(_ cpo: PartyID = .fas) throws -> [Int64] {
        try [AccountCode.payableCPO, .unbilledCPO, .held, .payoutQueued, .receivableCPO].map { try balance($0, cpo) }
    }

    private static func tariff(_ owner: PartyID, price: String) -> String {
        """
        {"country_code":"\(owner.country)","party_id":"\(owner.party)","id":"T1","currency":"EUR",
        "elements":[{"price_components":[{"type":"ENERGY","price":\(price),"step_size":1}]}],
        "last_updated":"2026-01-01T00:00:00Z"}
        """
    }
}
