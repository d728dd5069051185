/// Which rules are on, and from when on a value is worth a finding.
public struct RuleSettings: Hashable, Sendable {
    public var off: Set<PriceRule> = []
    /// From this power on AFIR wants a price per kWh, in watts; inclusive.
    public var fastPower = 50_000
    /// Steps above these are warnings; above 1 they are worth a word.
    public var energyStep = 1000
    public var timeStep = 300
    /// Percent; where a country has no range of its own.
    public var vat = Decimal4.zero...Decimal4(tenThousandths: 300_000)
    /// By ISO 3166-1 alpha-3.
    public var vatByCountry: [String: ClosedRange<Decimal4>] = [:]
    /// Percent that a price may move between versions.
    public var jump = 25
    /// What a kWh may cost excluding VAT before a wrong unit is suspected, by currency; none is not checked.
    public var energyPrices: [String: ClosedRange<Decimal4>] = RuleSettings.plausibleEnergyPrices
    /// Percent that a standard session may cost more or less than ad hoc, or for one partner than for another.
    public var publicDifference = 10
    /// Element tests that the search through a tariff's states may take.
    public var work = 2_000_000
    public var findingsPerRule = 20

    public init() {}

    public static let standard = RuleSettings()

    public func isOn(_ rule: PriceRule) -> Bool { !off.contains(rule) }

    func vat(in country: String?) -> ClosedRange<Decimal4> { country.flatMap { vatByCountry[$0] } ?? vat }

    /// Wide enough for any honest price; a factor of 60 or 100 falls outside.
    private static let plausibleEnergyPrices: [String: ClosedRange<Decimal4>] = [
        "EUR": range(0_1000, 5_0000), "GBP": range(0_1000, 5_0000), "CHF": range(0_1000, 5_0000),
        "USD": range(0_0500, 5_0000), "CAD": range(0_0500, 5_0000), "NOK": range(0_5000, 50_0000),
        "SEK": range(0_5000, 50_0000), "DKK": range(0_5000, 40_0000), "PLN": range(0_3000, 25_0000),
        "CZK": range(2_0000, 120_0000), "HUF": range(30_0000, 2000_0000), "RON": range(0_4000, 25_0000),
        "ISK": range(10_0000, 700_0000),
    ]

    private static func range(_ low: Int64, _ high: Int64) -> ClosedRange<Decimal4> {
        Decimal4(tenThousandths: low)...Decimal4(tenThousandths: high)
    }
}
