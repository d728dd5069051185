/// A version of a tariff with what the hub knows around it.
public struct RuleContext: Sendable {
    public var tariff: Tariff
    /// `tariff_alt_text` in all its languages.
    public var altTexts: [String]
    /// Those that refer to the tariff.
    public var connectors: [TariffConnector]
    /// The version before, when there is one.
    public var previous: Tariff?
    /// Sessions that began under the version before and have not ended.
    public var openSessions: Int
    /// Ids of the owner's tariffs that the hub has, deleted ones left out; nil when nothing is to be said on references.
    public var knownTariffIDs: Set<String>?
    public var now: Timestamp
    /// Of the locations; nil when unknown or when they differ. Dates are then taken in UTC.
    public var zone: ZoneRules?
    /// How sessions are rated under the tariff.
    public var policy: RatingPolicy
    public var comparisons: [SessionComparison]

    public init(
        tariff: Tariff, altTexts: [String] = [], connectors: [TariffConnector] = [], previous: Tariff? = nil,
        openSessions: Int = 0, knownTariffIDs: Set<String>? = nil, now: Timestamp, zone: ZoneRules? = nil,
        policy: RatingPolicy = .hub1, comparisons: [SessionComparison] = []
    ) {
        self.tariff = tariff
        self.altTexts = altTexts
        self.connectors = connectors
        self.previous = previous
        self.openSessions = openSessions
        self.knownTariffIDs = knownTariffIDs
        self.now = now
        self.zone = zone
        self.policy = policy
        self.comparisons = comparisons
    }
}

/// A connector that refers to the tariff.
public struct TariffConnector: Hashable, Sendable {
    /// For people: location, EVSE and connector.
    public var name: String
    /// Watts.
    public var power: Int
    /// ISO 3166-1 alpha-3.
    public var country: String
    /// Published, and not at somebody's home.
    public var isPublic: Bool
    /// Every id that it refers to, the tariff's own with them.
    public var tariffIDs: [String]
    /// The other tariffs that it refers to, of those that the hub has.
    public var others: [OtherTariff]

    public init(
        name: String, power: Int, country: String, isPublic: Bool, tariffIDs: [String] = [], others: [OtherTariff] = []
    ) {
        self.name = name
        self.power = power
        self.country = country
        self.isPublic = isPublic
        self.tariffIDs = tariffIDs
        self.others = others
    }

    /// What must be known of a tariff beside the one that is checked.
    public struct OtherTariff: Hashable, Sendable {
        public var id: String
        /// OCPI TariffType; nil for any.
        public var type: String?
        public var validFrom: Timestamp?
        /// Exclusive.
        public var validTo: Timestamp?

        public init(id: String, type: String?, validFrom: Timestamp? = nil, validTo: Timestamp? = nil) {
            self.id = id
            self.type = type
            self.validFrom = validFrom
            self.validTo = validTo
        }
    }
}

/// What one standard session costs under the connector's ad hoc tariff and under the tariff offered to a partner.
public struct SessionComparison: Hashable, Sendable {
    public var connector: String
    /// ISO 3166-1 alpha-3.
    public var country: String
    /// Name of the standard session.
    public var session: String
    public var partner: String
    /// Excluding VAT; nil when the connector has no ad hoc tariff.
    public var adHoc: ExactNumber?
    public var roaming: ExactNumber
    /// The contract promises that roaming costs no more than ad hoc.
    public var isCapped: Bool

    public init(
        connector: String, country: String, session: String, partner: String, adHoc: ExactNumber?,
        roaming: ExactNumber, isCapped: Bool = false
    ) {
        self.connector = connector
        self.country = country
        self.session = session
        self.partner = partner
        self.adHoc = adHoc
        self.roaming = roaming
        self.isCapped = isCapped
    }
}

extension Tariff {
    /// For drivers without a contract: typed so, or for everybody. Source: OCPI 2.2.1, tariffs, TariffType.
    var isAdHoc: Bool { type == nil || type == "AD_HOC_PAYMENT" }

    /// Nothing in it asks for money.
    var isFree: Bool {
        (minimumPrice?.excludingVAT ?? .zero) <= .zero
            && elements.allSatisfy { $0.components.allSatisfy { $0.price <= .zero } }
    }
}
