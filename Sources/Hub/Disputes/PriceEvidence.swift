import Roaming
import SQLite

/// What the hub can say about a price that is contested: what the session was promised, and what its DP was shown.
enum PriceEvidence {
    /// Versions shown that are named one by one.
    private static let limit = 5

    static func words(_ db: Connection, _ cdr: CDRRecord) throws -> String {
        let pins = try cdr.sessionID.map { try SessionTariffStore.pins(db, cdr.cpo, $0) } ?? []
        var sentences = pins.map { pin in
            "The session is priced with \(pin.version.id) version \(pin.version.version) (\(pin.version.summary)), "
                + "pinned \(pin.pinnedAt): \(pin.reason)."
        }
        if pins.isEmpty { sentences.append("No tariff version was pinned to the session.") }
        let shown = try ServedPriceStore.list(
            db, dp: cdr.dp, owner: cdr.cpo, place: try CDRClearing.detail(of: cdr).place)
        if shown.isEmpty { sentences.append("\(cdr.dp) never read the price list for this connector.") }
        for record in shown.prefix(limit) {
            guard let version = try TariffStore.version(db, id: record.key.versionID) else { continue }
            sentences.append(
                "\(cdr.dp) was shown \(version.id) version \(version.version) (\(version.summary)) for this connector "
                    + "from \(record.firstAt) to \(record.lastAt), \(record.count) times.")
        }
        if shown.count > limit { sentences.append("\(shown.count - limit) older versions were shown too.") }
        return sentences.joined(separator: " ")
    }
}
