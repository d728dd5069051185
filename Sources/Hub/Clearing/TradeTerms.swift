import Roaming
import SQLite

/// Whether a CPO and a DP trade, from what is stored: accepted terms, the hub-wide default and the pair's override.
enum TradeTerms {
    /// The answer for one OCPI module at a moment.
    static func trade(
        _ db: Connection, cpo: PartyID, dp: PartyID, module: String, at moment: Timestamp
    ) throws -> Trade {
        var accepted: Set<PartyID> = []
        for party in [cpo, dp] {
            if try PartyStore.get(db, party)?.termsAcceptedAt != nil { accepted.insert(party) }
        }
        let id = Agreement.id(cpo: cpo, dp: dp)
        let book = AgreementBook(
            defaults: try agreement(db, Agreement.defaultID).map { [$0] } ?? [], acceptedBy: accepted,
            overrides: [id: try agreement(db, id).map { [$0] } ?? []])
        return book.trade(cpo: cpo, dp: dp, module: module, at: moment)
    }

    private static func agreement(_ db: Connection, _ id: String) throws -> Agreement? {
        guard let record = try AgreementStore.get(db, id),
            let terms = Terms(
                commissionBasisPoints: record.commissionBasisPoints, dpShareBasisPoints: record.dpShareBasisPoints)
        else { return nil }
        return Agreement(
            id: id, modules: record.isAllowed ? Set(record.modules) : [], terms: terms, validFrom: record.validFrom,
            validTo: record.validTo)
    }
}
