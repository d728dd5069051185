/// A CDR as clearing and rating read it: what was consumed, by whom, and what its CPO claims for it.
///
/// Source: OCPI 2.2.1, module cdrs.
public struct ChargeDetail: Hashable, Sendable {
    public var key: CDRKey
    public var start: Timestamp
    public var end: Timestamp
    public var sessionID: String?
    public var token: TokenReference
    public var place: ChargePlace
    public var currency: Currency
    /// As they were at the start of the session; empty when the CPO sent none.
    public var tariffs: [Tariff]
    /// In the order received.
    public var periods: [ChargePeriod]
    public var claim: Claim
    /// Set for a credit CDR: the id of the CDR that it takes back. Empty when the CPO gave none.
    public var credits: String?
    public var lastUpdated: Timestamp
    /// Field paths whose numbers had more than four decimals and were rounded.
    public var roundedFields: [String]

    public init(
        key: CDRKey, start: Timestamp, end: Timestamp, sessionID: String?, token: TokenReference, place: ChargePlace,
        currency: Currency, tariffs: [Tariff], periods: [ChargePeriod], claim: Claim, credits: String? = nil,
        lastUpdated: Timestamp, roundedFields: [String] = []
    ) {
        self.key = key
        self.start = start
        self.end = end
        self.sessionID = sessionID
        self.token = token
        self.place = place
        self.currency = currency
        self.tariffs = tariffs
        self.periods = periods
        self.claim = claim
        self.credits = credits
        self.lastUpdated = lastUpdated
        self.roundedFields = roundedFields
    }

    public var isCredit: Bool { credits != nil }

    /// The sum of a dimension over all periods.
    public func sum(of dimension: VolumeDimension) -> ExactNumber {
        var total: Int128 = 0
        for period in periods {
            for volume in period.volumes where volume.dimension == dimension {
                total += Int128(volume.amount.tenThousandths)
            }
        }
        // A sum beyond 64 bits is absurd; the largest number there is disagrees with every claim all the same.
        return ExactNumber(Decimal4(tenThousandths: Int64(clamping: total)))
    }
}

/// Whose token was used, as the CDR says.
public struct TokenReference: Hashable, Sendable {
    public var owner: PartyID
    public var uid: String
    /// OCPI TokenType, such as `RFID`.
    public var type: String
    public var contractID: String

    public init(owner: PartyID, uid: String, type: String, contractID: String) {
        self.owner = owner
        self.uid = uid
        self.type = type
        self.contractID = contractID
    }
}

/// Where the session took place, by the CPO's ids.
public struct ChargePlace: Hashable, Sendable {
    public var locationID: String
    public var evseUID: String
    public var connectorID: String

    public init(locationID: String, evseUID: String, connectorID: String) {
        self.locationID = locationID
        self.evseUID = evseUID
        self.connectorID = connectorID
    }
}

/// A stretch of a session, until the next one starts.
public struct ChargePeriod: Hashable, Sendable {
    public var start: Timestamp
    public var volumes: [Volume]
    /// The tariff that prices this period, among those of the CDR; nil when the CPO names none.
    public var tariffID: String?

    public init(start: Timestamp, volumes: [Volume], tariffID: String? = nil) {
        self.start = start
        self.volumes = volumes
        self.tariffID = tariffID
    }

    /// The sum of a dimension's volumes in ten-thousandths; nil when the period has none of it.
    func total(of dimension: VolumeDimension) -> Int128? {
        let found = volumes.filter { $0.dimension == dimension }
        return found.isEmpty ? nil : found.reduce(Int128(0)) { $0 + Int128($1.amount.tenThousandths) }
    }
}

/// An amount of a dimension: kWh, hours, ampere, kW or percent.
public struct Volume: Hashable, Sendable {
    public var dimension: VolumeDimension
    public var amount: Decimal4

    public init(_ dimension: VolumeDimension, _ amount: Decimal4) {
        self.dimension = dimension
        self.amount = amount
    }
}

/// What a period measures. The raw value is OCPI's; `other` stands for one that this hub does not know.
public enum VolumeDimension: String, CaseIterable, Sendable {
    case current = "CURRENT"
    case energy = "ENERGY"
    case energyExport = "ENERGY_EXPORT"
    case energyImport = "ENERGY_IMPORT"
    case maximumCurrent = "MAX_CURRENT"
    case minimumCurrent = "MIN_CURRENT"
    case maximumPower = "MAX_POWER"
    case minimumPower = "MIN_POWER"
    case parkingTime = "PARKING_TIME"
    case power = "POWER"
    case reservationTime = "RESERVATION_TIME"
    case stateOfCharge = "STATE_OF_CHARGE"
    case time = "TIME"
    case other = "OTHER"
}

/// The totals that a CPO claims. An absent one is not claimed.
public struct Claim: Hashable, Sendable {
    public var total: Price
    public var fixed: Price?
    public var energyCost: Price?
    public var timeCost: Price?
    public var parkingCost: Price?
    public var reservationCost: Price?
    /// kWh.
    public var energy: Decimal4
    /// Hours, from start to end.
    public var time: Decimal4
    /// Hours.
    public var parkingTime: Decimal4?

    public init(
        total: Price, energy: Decimal4, time: Decimal4, fixed: Price? = nil, energyCost: Price? = nil,
        timeCost: Price? = nil, parkingTime: Decimal4? = nil, parkingCost: Price? = nil,
        reservationCost: Price? = nil
    ) {
        self.total = total
        self.energy = energy
        self.time = time
        self.fixed = fixed
        self.energyCost = energyCost
        self.timeCost = timeCost
        self.parkingTime = parkingTime
        self.parkingCost = parkingCost
        self.reservationCost = reservationCost
    }
}
