import JSON
import OCPI
import Roaming
import SQLite

/// What a session costs so far by the hub's own reckoning, where its CPO does not say.
enum RunningCost {
    /// The session's periods rated with its tariff as it was at the start; nil when there is no tariff or it cannot be
    /// rated, because a guess is worse than no figure.
    static func minorUnits(
        _ db: Connection, _ session: V221.Session, connectorTariff: String?
    ) throws -> Int64? {
        let ids = session.periods.compactMap(\.tariffID) + [connectorTariff].compactMap { $0 }
        var tariffs: [Roaming.Tariff] = []
        for id in Set(ids) {
            guard let record = try TariffStore.version(db, session.party, id, validAt: session.start) else { continue }
            tariffs.append(try V221.Tariff(ObjectReader(JSON.parse(record.raw))).pricing)
        }
        guard !tariffs.isEmpty, !session.periods.isEmpty else { return nil }
        let outcome = Rating.rate(session.chargeDetail, tariffs: tariffs, zone: nil)
        return outcome.charge?.total.net?.money(in: session.currency)?.minorUnits
    }
}
