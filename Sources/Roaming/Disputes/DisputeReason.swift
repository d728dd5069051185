/// Why a CDR is contested. The raw value is stored and shown.
public enum DisputeReason: String, CaseIterable, Sendable {
    case duplicateCDR = "DUPLICATE_CDR"
    case wrongTariff = "WRONG_TARIFF"
    case priceDiffers = "PRICE_DIFFERS"
    case sessionNeverStopped = "SESSION_NEVER_STOPPED"
    case zeroEnergy = "ZERO_KWH"
    case implausibleEnergy = "IMPLAUSIBLE_ENERGY"
    case idleFee = "IDLE_FEE"
    case timeZone = "TIME_ZONE"
    case missingCDR = "MISSING_CDR"
    case lateCDR = "LATE_CDR"
    case unknownToken = "UNKNOWN_TOKEN"
    case notMySession = "NOT_MY_SESSION"
    case fraud = "FRAUD"
    case failedCharge = "FAILED_CHARGE"
    case vatError = "VAT_ERROR"
    case currencyFX = "CURRENCY_FX"
    case splitError = "SPLIT_ERROR"
    case payoutMissing = "PAYOUT_MISSING"
    case selfBillRejected = "SELFBILL_REJECTED"
    case chargebackDirectDebit = "CHARGEBACK_DD"

    public var words: String {
        switch self {
        case .duplicateCDR: "the same session is billed twice"
        case .wrongTariff: "not the tariff that was valid at the start"
        case .priceDiffers: "another price was shown than billed"
        case .sessionNeverStopped: "the session was not stopped and time ran on"
        case .zeroEnergy: "billed without energy"
        case .implausibleEnergy: "more energy than possible"
        case .idleFee: "a fee for standing that was not due"
        case .timeZone: "the wrong local time decided the price"
        case .missingCDR: "no CDR for a session"
        case .lateCDR: "the CDR came too late"
        case .unknownToken: "the token is unknown or was not authorised"
        case .notMySession: "the driver was not there"
        case .fraud: "the card was copied or stolen"
        case .failedCharge: "the charger failed"
        case .vatError: "wrong VAT"
        case .currencyFX: "wrong currency or rate"
        case .splitError: "commission or share is not as agreed"
        case .payoutMissing: "the money did not arrive"
        case .selfBillRejected: "the CPO does not accept the self-billed invoice"
        case .chargebackDirectDebit: "the bank took the payment back"
        }
    }

    /// Fraud is noticed later and takes longer to answer.
    var isFraud: Bool { self == .fraud || self == .notMySession }
}

/// The deadlines of a dispute. Business days are Monday to Friday in UTC.
public enum DisputeClock {
    /// Calendar days after the end of a session in which it can be contested.
    public static func daysToRaise(_ reason: DisputeReason) -> Int { reason.isFraud ? 120 : 60 }

    /// When the respondent's evidence is due.
    public static func evidenceDue(_ reason: DisputeReason, raisedAt: Timestamp) -> Timestamp {
        due(after: raisedAt, businessDays: reason.isFraud ? 10 : 7)
    }

    /// When a proposed decision is due.
    public static func decisionDue(proposedAt: Timestamp) -> Timestamp { due(after: proposedAt, businessDays: 2) }

    /// The same time of day, so many business days later.
    public static func due(after moment: Timestamp, businessDays: Int) -> Timestamp {
        var result = moment
        var left = businessDays
        while left > 0 {
            result = result + .seconds(86_400)
            if result.date.weekday <= 5 { left -= 1 }
        }
        return result
    }
}
