import JSON
import OCPI
import Roaming
import SQLite

/// The tariff versions that price a session: those pinned to it, and those to be pinned now.
///
/// A tariff is pinned when the session first appears, or when its periods first name it, in the version that counts at
/// the session's start. From then on no publication changes what the session costs.
struct SessionTariffs {
    let pins: [TariffPin]
    let new: [TariffInForce]

    init(_ db: Connection, _ session: V221.Session, connector: ConnectorRecord?, isKnown: Bool) throws {
        let pins = isKnown ? try SessionTariffStore.pins(db, session.party, session.id) : []
        var ids = session.periods.compactMap(\.tariffID)
        if let own = try Self.tariff(db, of: connector, session.party) { ids.append(own) }
        var seen = Set(pins.map { $0.version.tariffID.lowercased() })
        new = try ids.filter { seen.insert($0.lowercased()).inserted }.compactMap {
            try TariffStore.inForce(db, session.party, $0, at: session.start)
        }
        self.pins = pins
    }

    /// As the engine reads them, pinned ones first.
    func tariffs() throws -> [Roaming.Tariff] {
        try (pins.map(\.version) + new.map(\.version)).map { try $0.pricing() }
    }

    /// Of a connector's tariffs the one for roaming: a session by token is not paid ad hoc.
    static func tariff(_ db: Connection, of connector: ConnectorRecord?, _ cpo: PartyID) throws -> String? {
        let ids = connector?.tariffIDs ?? []
        guard ids.count > 1 else { return ids.first }
        return try ids.first { id in
            let type = try TariffStore.current(db, cpo, id)?.type
            return type.map { $0 == "REGULAR" } ?? true
        } ?? ids.first
    }
}

extension TariffRecord {
    /// As the pricing engine reads it.
    func pricing() throws -> Roaming.Tariff { try V221.Tariff(ObjectReader(JSON.parse(raw))).pricing }
}
