import CommandLine
import JSON

/// The simulator's plan file: which parties it plays, with which tokens, how fast.
enum DemoPlan {
    /// How busy the parties are, in minutes of the demo's clock.
    struct Rate {
        let idle: ClosedRange<Int64>
        let session: ClosedRange<Int64>

        /// For somebody who watches.
        static let calm = Rate(idle: 1...8, session: 6...40)
        /// For a run that must have seen everything within a minute.
        static let brisk = Rate(idle: 1...2, session: 3...8)
    }

    static func json(
        hubVersionsURL: String, stateFile: String, seed: Int, rate: Rate, tokens: [String: String]
    ) -> JSONValue {
        .object([
            "seed": .number(JSONNumber(Int64(seed))), "hub_versions_url": .string(hubVersionsURL),
            "state_file": .string(stateFile),
            "parties": .array(DemoCast.parties.map { party($0, token: tokens[$0.id] ?? "") }),
            "rate": .object([
                "idle_minutes": range(rate.idle), "session_minutes": range(rate.session),
                "update_seconds": .number(JSONNumber(60)), "authorize_percent": .number(JSONNumber(60)),
            ]),
        ])
    }

    private static func party(_ party: DemoCast.Party, token: String) -> JSONValue {
        .object([
            "role": .string(party.role.rawValue), "id": .string(party.id), "name": .string(party.name),
            "country": .string(party.country),
            party.role == .cpo ? "evses" : "tokens": .number(JSONNumber(Int64(party.size))),
            party.handshake == .byPartner ? "token_a" : "own_token_a": .string(token), "faults": .array(party.faults),
        ])
    }

    private static func range(_ range: ClosedRange<Int64>) -> JSONValue {
        .array([.number(JSONNumber(range.lowerBound)), .number(JSONNumber(range.upperBound))])
    }
}
