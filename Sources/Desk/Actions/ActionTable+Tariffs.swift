import AdminAPI

/// What pages of tariffs depend on, turned by a key or set by name: `:power 22`.
extension ActionTable {
    static let tariffs: [Action] = [
        knob(
            .standardSession, .standardSession, "session", "The next standard session; S1 to S8 by name", keys: ["S"],
            scope: .everywhere, argument: "[S1…S8, S7x]", footer: 55),
        Action(
            .compare, "compare", "Compare the marked tariffs, 2 to 6 of them", words: ["matrix"], keys: [.char("c")],
            group: .choose, kinds: [.tariff], footer: 56,
            footerScope: .list
        ) { state, _ in state.compareTariffs() }.unless { state in
            guard state.place.list?.kind == .tariff || state.place.detail?.resource is TariffResource else {
                return "for tariffs"
            }
            let count = state.comparable.count
            return (2...State.maximumCompared).contains(count) ? nil : "mark 2 to 6 tariffs with space; \(count) are"
        },
        knob(
            .dimension, .dimension, "what for", "Prices of energy, charging time, parking time, the start fee",
            keys: ["i"], argument: "[energy|time|parking_time|flat]", footer: 40),
        knob(
            .energySoFar, .energySoFar, "kWh so far", "How much is charged already: 0, 10, 30 kWh", keys: ["u"],
            argument: "[kWh]", footer: 41),
        knob(
            .minutesSoFar, .minutesSoFar, "min so far", "How long it has charged already: 0, 60, 240 minutes",
            keys: ["d"], argument: "[minutes]", footer: 42),
        knob(.power, .power, "power", "11, 50, 150 kW", words: ["kw"], keys: ["w"], argument: "[kW]", footer: 43),
        knob(
            .day, .date, "day", "The day after; today or another by name", words: ["date"], keys: ["]"],
            argument: "[2026-11-28|today]", footer: 44),
        knob(.dayBefore, .date, "day before", "The day before", keys: ["["], step: -1),
        knob(.zone, .zone, "zone", "The next time zone of its locations", keys: ["Z"]),
        knob(
            .energy, .energy, "more kWh", "Charge 5 kWh more", words: ["kwh"], keys: ["+"], argument: "[kWh]",
            footer: 57),
        knob(.lessEnergy, .energy, "less kWh", "Charge 5 kWh less", keys: ["-"], step: -1),
        knob(
            .parked, .parked, "park longer", "Stay plugged in 30 minutes longer", keys: ["."], argument: "[minutes]",
            footer: 58),
        knob(.lessParked, .parked, "park shorter", "Leave 30 minutes earlier", keys: [","], step: -1),
        knob(
            .later, .start, "start later", "Begin 30 minutes later", words: ["start"], keys: [">"],
            argument: "[18:30]", footer: 59),
        knob(.earlier, .start, "start earlier", "Begin 30 minutes earlier", keys: ["<"], step: -1),
        knob(
            .reserve, .reservation, "reserve", "No reservation, 15 min, or 60 min that expire", keys: ["r"],
            argument: "[minutes, with x: expires]"),
        knob(
            .pace, .pace, "pace", "Constant power, or a curve that falls as batteries fill", keys: ["f"],
            argument: "[minutes]"),
        knob(
            .olderVersion, .version, "older", "The version before the one shown", words: ["version"], keys: ["o"],
            step: -1, argument: "[number]", footer: 45),
        knob(.newerVersion, .version, "newer", "The version after the one shown", keys: ["O"]),
        knob(
            .baseline, .baseline, "compared with", "Which version changes are counted from", words: ["against"],
            keys: ["b"], step: -1, argument: "[number]", footer: 46),
        knob(
            .breakEven, .breakEven, "break-even", "Find from how much on another of the tariffs is the cheaper one",
            words: ["equal"], keys: ["="], footer: 47),
    ]

    private static func knob(
        _ id: ActionID, _ knob: TariffKnob, _ title: SafeText, _ help: SafeText, words: [String] = [],
        keys: [Unicode.Scalar], scope: Action.Scope = .detail, step: Int = 1, argument: SafeText? = nil,
        footer: Int? = nil
    ) -> Action {
        Action(
            id, title, help, words: words, keys: keys.map { .char($0) }, group: .choose, scope: scope, knob: knob,
            argument: argument, footer: footer
        ) { state, argument in state.turn(knob, by: step, to: argument) }.unless { state in
            state.knobs.contains(knob) ? nil : "nothing here depends on it"
        }
    }
}
