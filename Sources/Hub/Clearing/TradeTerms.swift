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
            defaults: try AgreementStore.versions(db, Agreement.defaultID).compactMap(\.agreement),
            acceptedBy: accepted, overrides: [id: try AgreementStore.versions(db, id).compactMap(\.agreement)])
        return book.trade(cpo: cpo, dp: dp, module: module, at: moment)
    }
}
