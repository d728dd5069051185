import AdminAPI

/// Where the money of a row comes from and goes to, one step in each direction.
enum MoneyTrail {
    struct Step: Sendable {
        let letter: Unicode.Scalar
        let title: SafeText
        /// Nil when that step has not been taken yet.
        let target: Target?
        let whyNot: SafeText?
    }

    enum Target: Hashable, Sendable {
        case resource(ResourceRef)
        case list(Kind, String)
    }

    static func steps(from resource: any Resource) -> [Step] {
        switch resource {
        case let row as SessionResource:
            [
                one(
                    "c", "its CDR", .cdr, row.cdrID,
                    row.isOver ? "missing: the session ended without one" : "not yet: it is running"),
                one("t", "its tariff", .tariff, row.tariffID, "not known"),
            ]
        case let row as CDRResource:
            [
                one("s", "its session", .session, row.session, "none was pushed"),
                one("w", "its window", .window, row.windowID, "not cleared yet"),
                one("p", "its payout", .payout, row.payoutID, "its window is not closed, or it is held"),
                one("d", "its dispute", .dispute, row.disputeID, "nobody disputes it"),
            ]
        case let row as PayoutResource:
            [
                many("c", "its CDRs", .cdr, "payout=\(quoted: row.id)"),
                one("w", "its window", .window, row.windowID, "none"),
                many("d", "disputes about this CPO", .dispute, "respondent=\(row.cpo)"),
            ]
        case let row as DisputeResource:
            [
                one("c", "its CDR", .cdr, row.cdr, "none"),
                one("s", "its session", .session, row.sessionID, "none was pushed"),
                many("p", "payouts of the CPO", .payout, "cpo=\(row.cpo)"),
            ]
        case let row as WindowResource:
            [
                many("p", "its payouts", .payout, "window=\(quoted: row.id)"),
                many("c", "its CDRs", .cdr, "window=\(quoted: row.id)"),
            ]
        case let row as TariffResource:
            [many("s", "sessions priced with it", .session, "tariff=\(quoted: row.id)")]
        case let row as PartnerResource:
            [
                many("c", "its CDRs", .cdr, row.role == "CPO" ? "cpo=\(row.id)" : "dp=\(row.id)"),
                many("p", "its payouts", .payout, "cpo=\(row.id)"),
                many("s", "its sessions", .session, row.role == "CPO" ? "cpo=\(row.id)" : "dp=\(row.id)"),
            ]
        default: []
        }
    }

    private static func one(
        _ letter: Unicode.Scalar, _ title: SafeText, _ kind: Kind, _ id: String?, _ missing: SafeText
    ) -> Step {
        Step(
            letter: letter, title: id.map { "\(title)  \(untrusted: $0)" } ?? title,
            target: id.map { .resource(ResourceRef(kind, $0)) }, whyNot: id == nil ? missing : nil)
    }

    private static func many(_ letter: Unicode.Scalar, _ title: SafeText, _ kind: Kind, _ query: String) -> Step {
        Step(letter: letter, title: title, target: .list(kind, query), whyNot: nil)
    }
}

extension DisputeResource {
    /// The CPO of the CDR, whichever side it is on: an id of a CDR begins with it.
    var cpo: String { String(cdr.prefix { $0 != "/" }) }

    /// The id of the session's resource; a bare session id is one of the CPO.
    var sessionID: String? {
        session.map { $0.contains("/") ? $0 : "\(cpo)/\($0)" }
    }
}
