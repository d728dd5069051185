import AdminAPI
import JSON
import Roaming

@testable import Desk

/// Rows of a small hub at 14:03 on 22 November 2026, with one of everything that a screen has to show.
enum Fixture {
    static let now = at("14:03:22")

    static func at(_ clock: String, day: Int = 22) -> Timestamp {
        guard let time = Timestamp(rfc3339: "2026-11-\(day < 10 ? "0" : "")\(day)T\(clock)Z") else {
            preconditionFailure("\(clock) is no time")
        }
        return time
    }

    static func party(_ text: String) -> PartyID {
        guard let party = PartyID(text) else { preconditionFailure("\(text) is no party") }
        return party
    }

    static func kwh(_ text: String) -> Decimal4 {
        guard let number = Decimal4(text) else { preconditionFailure("\(text) is no number") }
        return number
    }

    /// A name as another company may send it: clipboard, title, bidi, C1, and a mark too many.
    static let hostile =
        "Evil\u{1B}]52;c;cHduZWQ=\u{07}\u{1B}[2J\u{9B}31m\u{202E}gnp\u{200B} a\u{301}\u{302}\u{303}\u{304}\u{305}"

    static let all: [any Resource] =
        sessions + partners + tariffs + payouts + disputes + cdrs + windows + commands + alerts + agreements + locations

    static let people: [String: Identity] = [
        "mira": identity("mira", [.financeApprover]),
        "joost": identity("joost", [.financeMaker]),
        "lena": identity("lena", [.supportLead]),
        "noor": identity("noor", [.noc]),
        "vic": identity("vic", [.viewer]),
        "ada": identity("ada", [.auditor]),
    ]

    private static func identity(_ person: String, _ roles: Set<AdminAPI.Role>) -> Identity {
        Identity(
            caller: Caller(person: person, name: person.uppercased(), roles: roles, isService: false),
            hubName: "eu-hub",
            hubParty: "EU*HUB")
    }

    static let overview = Overview(
        counts: [
            .session: 6, .partner: 5, .tariff: 3, .payout: 4, .dispute: 2, .cdr: 4, .window: 2, .command: 2, .alert: 2,
            .agreement: 2, .location: 2,
        ],
        activeSessions: 4812, activeWatts: 41_300_000, alerts: 3,
        attention: [.session: 2, .partner: 3, .payout: 2, .dispute: 2])
}
