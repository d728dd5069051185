extension PriceRule {
    /// The rules as docs/PRICE_RULES.md has them.
    static var markdown: String {
        var lines = [
            "# What is checked on a tariff", "",
            "Written by the project's tests from Sources/Roaming/Tariffs/Rules; edit that.",
            "To write it anew: `REGENERATE=1 swift test --filter RoamingTests`.", "",
            "Every version of a tariff that arrives is checked by these rules. Each has a code, can be switched off,",
            "and says what it rests on. They point a person to something; they are no legal advice and refuse",
            "nothing. Where the source says \"from memory, have it checked\", nobody looked the text up.", "",
            "Rules on situations (AFIR-KWH, UNPRICED, UNREACHABLE, NEVER-ACTIVE) go through every combination of day,",
            "time, energy, duration, power, current and reservation that the tariff distinguishes, from the day of",
            "the check on. Combinations count as possible even where physics forbids them. A tariff that would need",
            "more than \(RuleSettings.standard.work) steps is not decided, and UNDECIDED says so. A rule reports at most",
            "\(RuleSettings.standard.findingsPerRule) findings of a severity and counts the rest.", "",
            "Ad hoc means type `AD_HOC_PAYMENT` or none. EU rules are for public connectors in its member states. A",
            "tariff without any price above 0 is free and needs no price per kWh.", "",
            "| code | rule | at most | where | source |", "|---|---|---|---|---|",
        ]
        for rule in allCases {
            let facts = rule.facts
            let title = facts.isForHubOnly ? "\(facts.title); shown to the hub's operator only" : facts.title
            let source = facts.source.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
            lines.append("| \(rule.code) | \(title) | \(facts.severity.rawValue) | \(facts.jurisdiction) | \(source) |")
        }
        lines += [
            "", "## What can be set", "", "| setting | standard |", "|---|---|",
        ]
        lines += RuleSettings.standard.rows.map { "| \($0.name) | \($0.value) |" }
        lines += [
            "", "## What is not checked", "",
            "Whether the ad hoc price is the one that a national access point publishes (PUB-NAP) and whether a fee",
            "depends on a border (E-ROAM-FEE): the hub has no such data. Whether readings are truly signed and agree",
            "with the CDR (SIG-VERIFY, SIG-ENERGY, SIG-TIME, SIG-STATUS, SIG-PAGE, SIG-USER, SIG-TARIFF): nothing here",
            "reads what is signed. Restrictions that are there but empty: the hub reads them as none.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}

extension RuleSettings {
    fileprivate var rows: [(name: String, value: String)] {
        let prices = energyPrices.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }
        return [
            ("power from which AFIR wants a price per kWh", "\(fastPower / 1000) kW"),
            ("step_size above which STEP-BIG is a warning", "\(energyStep) Wh, \(timeStep) s"),
            ("plausible VAT, where a country has no range of its own", "\(vat.words) %"),
            ("change of a price that PRICE-JUMP reports", "more than \(jump) %"),
            ("plausible price of a kWh, excluding VAT", prices.joined(separator: ", ")),
            ("difference that PUB-SAME and PUB-DISCRIM report", "more than \(publicDifference) %"),
        ]
    }
}

extension ClosedRange<Decimal4> {
    fileprivate var words: String { "\(lowerBound) to \(upperBound)" }
}
