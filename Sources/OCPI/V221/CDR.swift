import JSON
import Roaming

extension V221 {
    /// The bill of one session, final from the moment it is sent. Source: OCPI 2.2.1, cdrs.
    public struct CDR: Hashable, Sendable {
        public let party: PartyID
        /// Unique per CPO; 36 characters for a normal CDR, 39 for a credit.
        public let id: String
        public let start: Timestamp
        public let end: Timestamp
        public let sessionID: String?
        public let token: CDRToken
        public let authMethod: AuthMethod
        public let authorizationReference: String?
        public let location: CDRLocation
        public let meterID: String?
        public let currency: Currency
        /// The tariffs used, as they were at the start of the session.
        public let tariffs: [Tariff]
        public let periods: [ChargingPeriod]
        public let signedData: SignedData?
        public let totalCost: Price
        public let totalFixedCost: Price?
        /// Kilowatt-hours.
        public let totalEnergy: Quantity
        public let totalEnergyCost: Price?
        /// Hours, parking included.
        public let totalTime: Quantity
        public let totalTimeCost: Price?
        /// Hours.
        public let totalParkingTime: Quantity?
        public let totalParkingCost: Price?
        public let totalReservationCost: Price?
        public let remark: String?
        public let invoiceReferenceID: String?
        /// True: takes the CDR in `creditReferenceID` back; `totalCost` is negative.
        public let credit: Bool
        public let creditReferenceID: String?
        public let homeChargingCompensation: Bool
        public let lastUpdated: Timestamp
        /// What the specification forbids but partners, or its own examples, do; not a reason to refuse.
        public let warnings: [String]

        public init(
            party: PartyID, id: String, start: Timestamp, end: Timestamp, sessionID: String?, token: CDRToken,
            authMethod: AuthMethod, authorizationReference: String? = nil, location: CDRLocation,
            meterID: String? = nil, currency: Currency, tariffs: [Tariff], periods: [ChargingPeriod],
            signedData: SignedData? = nil, totalCost: Price, totalFixedCost: Price? = nil, totalEnergy: Quantity,
            totalEnergyCost: Price? = nil, totalTime: Quantity, totalTimeCost: Price? = nil,
            totalParkingTime: Quantity? = nil, totalParkingCost: Price? = nil, remark: String? = nil,
            credit: Bool = false, creditReferenceID: String? = nil, lastUpdated: Timestamp
        ) {
            self.party = party
            self.id = id
            self.start = start
            self.end = end
            self.sessionID = sessionID
            self.token = token
            self.authMethod = authMethod
            self.authorizationReference = authorizationReference
            self.location = location
            self.meterID = meterID
            self.currency = currency
            self.tariffs = tariffs
            self.periods = periods
            self.signedData = signedData
            self.totalCost = totalCost
            self.totalFixedCost = totalFixedCost
            self.totalEnergy = totalEnergy
            self.totalEnergyCost = totalEnergyCost
            self.totalTime = totalTime
            self.totalTimeCost = totalTimeCost
            self.totalParkingTime = totalParkingTime
            self.totalParkingCost = totalParkingCost
            totalReservationCost = nil
            self.remark = remark
            invoiceReferenceID = nil
            self.credit = credit
            self.creditReferenceID = creditReferenceID
            homeChargingCompensation = false
            self.lastUpdated = lastUpdated
            warnings = []
        }
    }
}
