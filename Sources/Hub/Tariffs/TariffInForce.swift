import Roaming

/// Which version of a tariff counts at a moment, and whether anybody could know it then.
///
/// What a driver was promised is what the hub had told: the version received last before the moment, among those whose
/// validity includes it. A version received later was promised to nobody, whatever its `last_updated` says; where there
/// is nothing else it counts as what the CPO claims (docs/DECISIONS.md, 2026-11-28).
struct TariffInForce: Hashable, Sendable {
    let version: TariffRecord
    let basis: Basis

    /// From the strongest.
    enum Basis: String, Sendable {
        case promised = "in force when the session started"
        case claimed = "received after the start, last_updated before it: claimed, not promised"
        case first = "published after the start; nothing else is known"
    }

    var isPromised: Bool { basis == .promised }

    /// - Parameter versions: of one tariff, oldest first.
    /// - Returns: nil when there is no version at all.
    init?(at moment: Timestamp, of versions: [TariffRecord]) {
        if let promised = Self.promised(at: moment, of: versions) {
            (version, basis) = (promised, .promised)
        } else if let claimed = Self.claimed(at: moment, of: versions) {
            (version, basis) = (claimed, .claimed)
        } else if let first = versions.first(where: { $0.isValid(at: moment) }) ?? versions.first {
            (version, basis) = (first, .first)
        } else {
            return nil
        }
    }

    /// The version received last by then and valid then; nil also when the CPO had withdrawn the tariff.
    static func promised(at moment: Timestamp, of versions: [TariffRecord]) -> TariffRecord? {
        versions.last { version in
            version.receivedAt <= moment && version.isValid(at: moment)
                && version.deletedAt.map { moment < $0 } ?? true
        }
    }

    /// By the CPO's own dates: the version updated last by then and valid then.
    static func claimed(at moment: Timestamp, of versions: [TariffRecord]) -> TariffRecord? {
        versions.filter { $0.lastUpdated <= moment && $0.isValid(at: moment) }.max {
            ($0.lastUpdated, $0.version) < ($1.lastUpdated, $1.version)
        }
    }
}

extension TariffRecord {
    /// By OCPI's start_date_time and end_date_time.
    func isValid(at moment: Timestamp) -> Bool {
        validFrom.map { $0 <= moment } ?? true && validTo.map { moment < $0 } ?? true
    }
}
