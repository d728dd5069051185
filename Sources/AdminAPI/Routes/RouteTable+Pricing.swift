/// What things cost, cost once, or would cost.
extension RouteTable {
    static let pricing: [Route] = [
        read(
            "\(base)/tariffs/{id}/history", "tariffHistory", "Every version of a tariff and where it applies",
            tag: "tariffs", access: .kind(.tariff), answer: .json("TariffHistory")),
        read(
            "\(base)/tariffs/{id}/estimate", "tariffEstimate", "What a session would cost under a tariff",
            tag: "tariffs", access: .kind(.tariff),
            query: [
                QueryParameter(name: "kwh", type: .decimal, summary: "Energy, 0 to 10000", isRequired: true),
                QueryParameter(name: "minutes", type: .integer, summary: "Time charging; or power"),
                QueryParameter(name: "parked", type: .integer, summary: "Minutes parked afterwards; by default 0"),
                QueryParameter(name: "power", type: .decimal, summary: "kW; or minutes"),
                QueryParameter(name: "start", type: .dateTime, summary: "By default now"),
                QueryParameter(
                    name: "location", type: .text, summary: "Id of the location, whose clocks count for local prices"),
            ], answer: .json("TariffEstimate")),
        read(
            "\(base)/cdrs/{id}/pricing", "cdrPricing", "What was claimed beside what it should cost", tag: "cdrs",
            access: .kind(.cdr), answer: .json("CDRPricing")),
        read(
            "\(base)/prices/served", "pricesServed", "Which prices DPs were shown, latest first", tag: "prices",
            access: .kind(.cdr),
            query: [
                QueryParameter(name: "cdr", type: .text, summary: "Shown to its DP for its connector"),
                QueryParameter(name: "session", type: .text, summary: "Shown to its DP for its connector"),
                QueryParameter(name: "dp", type: .party, summary: "Shown to this DP"),
            ] + QueryParameter.paging, answer: .json("PriceServedPage")),
    ]
}
