/// What the hub knows about a CDR besides its content, gathered by the caller.
public struct ClearingFacts: Sendable {
    public var now: Timestamp
    /// The CPO's tariffs in the versions that were promised when the session started, else those it claims.
    public var publishedTariffs: [Tariff]
    /// Ids of published tariffs that the hub got after the start: claimed by the CPO, promised to nobody.
    public var latePublications: Set<String>
    /// What price rules find wrong with the published tariffs, gravely, a line each.
    public var tariffFaults: [String]
    /// Other versions of those tariffs, each to be tried in their place when the claim has to be explained.
    public var otherVersions: [[Tariff]]
    public var session: SessionFacts?
    /// Who owns a token with the CDR's uid and type, as far as tokens were pushed to the hub.
    public var tokenOwners: [PartyID]
    /// Other CDRs of the CPO, not credited and no credits, that may bill the same session.
    public var related: [RelatedCharge]
    public var trade: Trade
    /// For a credit CDR: what it refers to, nil when the hub does not know it.
    public var original: OriginalCharge?
    /// Of the location; nil when the hub does not know it.
    public var zone: ZoneRules?
    /// Why there is no zone, and what somebody has to do about it.
    public var missingZone: String?
    /// How the parties' agreement reads what OCPI leaves open.
    public var ratingPolicy: RatingPolicy

    public init(
        now: Timestamp, publishedTariffs: [Tariff] = [], session: SessionFacts? = nil, tokenOwners: [PartyID] = [],
        related: [RelatedCharge] = [], trade: Trade, original: OriginalCharge? = nil, zone: ZoneRules? = nil,
        missingZone: String? = nil, ratingPolicy: RatingPolicy = .hub1, latePublications: Set<String> = [],
        otherVersions: [[Tariff]] = [], tariffFaults: [String] = []
    ) {
        self.now = now
        self.publishedTariffs = publishedTariffs
        self.session = session
        self.tokenOwners = tokenOwners
        self.related = related
        self.trade = trade
        self.original = original
        self.zone = zone
        self.missingZone = missingZone
        self.ratingPolicy = ratingPolicy
        self.latePublications = latePublications
        self.otherVersions = otherVersions
        self.tariffFaults = tariffFaults
    }
}

/// The session that a CDR names, as the hub last saw it.
public struct SessionFacts: Hashable, Sendable {
    public var dp: PartyID
    /// OCPI SessionStatus.
    public var status: String
    public var start: Timestamp
    public var energy: Decimal4
    public var currency: String

    public init(dp: PartyID, status: String, start: Timestamp, energy: Decimal4, currency: String) {
        self.dp = dp
        self.status = status
        self.start = start
        self.energy = energy
        self.currency = currency
    }
}

/// Another CDR and what it shares with the one at hand.
public struct RelatedCharge: Hashable, Sendable {
    public enum Likeness: String, Sendable {
        case session = "the same session"
        case tokenAndStart = "the same token and start"
        case overlap = "an overlapping time on the same EVSE"
    }

    public var id: String
    public var likeness: Likeness

    public init(id: String, likeness: Likeness) {
        self.id = id
        self.likeness = likeness
    }
}

/// A CDR that a credit CDR refers to.
public struct OriginalCharge: Sendable {
    public var detail: ChargeDetail
    public var state: ClearingState

    public init(detail: ChargeDetail, state: ClearingState) {
        self.detail = detail
        self.state = state
    }
}

/// Where a CDR stands on its way to money.
public enum ClearingState: String, CaseIterable, Sendable {
    /// Posted, in a window that is open.
    case accepted = "ACCEPTED"
    /// Not posted; a person or a correction has to come.
    case held = "HELD"
    /// Taken back, by a credit CDR or a decision for the DP; or the credit CDR that did so within the same window.
    case credited = "CREDITED"
    case disputed = "DISPUTED"
    /// Payable: its settlement note is posted, or its dispute was released.
    case settled = "SETTLED"
}

/// The limits that checks compare with; an installation may set its own.
public struct ClearingPolicy: Hashable, Sendable {
    /// How far a claim may be from our price, in minor units of the currency.
    public var priceTolerance: Int64
    /// kW that no session exceeds on average.
    public var maximumPower: Int64
    /// How far the CPO's clock may be ahead.
    public var clockTolerance: Duration
    /// After the end of the session; a later CDR is marked.
    public var lateAfter: Duration
    /// Percent.
    public var maximumVAT: Int64
    /// Minor units that no session costs; more is refused before it reaches the ledger.
    public var maximumAmount: Int64

    public init(
        priceTolerance: Int64 = 1, maximumPower: Int64 = 1000, clockTolerance: Duration = .seconds(300),
        lateAfter: Duration = .seconds(3 * 86_400), maximumVAT: Int64 = 27, maximumAmount: Int64 = 1_000_000_000_000
    ) {
        self.priceTolerance = priceTolerance
        self.maximumPower = maximumPower
        self.clockTolerance = clockTolerance
        self.lateAfter = lateAfter
        self.maximumVAT = maximumVAT
        self.maximumAmount = maximumAmount
    }

    public static let standard = ClearingPolicy()
}
