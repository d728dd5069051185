/// Why a CDR is disputed.
public enum DisputeReason: String, CaseIterable, Hashable, Sendable {
    case duplicateCDR = "DUPLICATE_CDR"
    case wrongTariff = "WRONG_TARIFF"
    case priceDiffers = "PRICE_DIFFERS"
    case sessionNeverStopped = "SESSION_NEVER_STOPPED"
    case zeroKwh = "ZERO_KWH"
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
    case directDebitReturned = "CHARGEBACK_DD"

    /// For a form's list of reasons.
    public var words: String {
        switch self {
        case .duplicateCDR: "the same session is charged twice"
        case .wrongTariff: "not the tariff that was valid at the start"
        case .priceDiffers: "another price was shown than is charged"
        case .sessionNeverStopped: "the stop was not obeyed and the clock ran on"
        case .zeroKwh: "a fee or time without energy"
        case .implausibleEnergy: "more energy than the connector can give"
        case .idleFee: "the blocking fee was not announced"
        case .timeZone: "the wrong hours, by time zone or daylight saving"
        case .missingCDR: "a session without a CDR"
        case .lateCDR: "the CDR came after the contract's limit"
        case .unknownToken: "the token was never authorised"
        case .notMySession: "the driver was not there"
        case .fraud: "a copied card or account"
        case .failedCharge: "the charge point failed"
        case .vatError: "wrong VAT rate, category or number"
        case .currencyFX: "wrong currency, rate or date"
        case .splitError: "the shares are not those of the agreement"
        case .payoutMissing: "the CPO did not get the money"
        case .selfBillRejected: "the CPO refuses the self-billed invoice"
        case .directDebitReturned: "the DP's bank took the money back"
        }
    }
}
