import AdminAPI
import Roaming
import SQLite

/// How prices between a CPO and a DP are computed and compared: the hub's settings, the default agreement's, the pair's.
struct PriceTerms: Hashable, Sendable {
    var rating = RatingPolicy.hub1
    var clearing = ClearingPolicy.standard
    /// What was set, the pair's over the default's.
    var terms = RatingTerms()

    /// Terms count from their `validFrom` on, like commission and share.
    init(_ db: Connection, cpo: PartyID, dp: PartyID, at moment: Timestamp) throws {
        clearing.priceTolerance = try HubSettings.read(db).priceToleranceMinor
        for id in [AgreementStore.defaultID, AgreementStore.id(cpo: cpo, dp: dp)] {
            let inForce = try AgreementStore.versions(db, id).last { agreement in
                agreement.validFrom <= moment && agreement.validTo.map { moment < $0 } ?? true
            }
            if let pricing = inForce?.pricing { terms = pricing.over(terms) }
        }
        rating = terms.applied(to: rating)
        if let tolerance = terms.toleranceMinor { clearing.priceTolerance = tolerance }
    }
}
