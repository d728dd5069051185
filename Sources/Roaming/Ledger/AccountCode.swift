/// The chart of accounts. A code together with a party and a currency is one account.
public enum AccountCode: Int, CaseIterable, Sendable {
    case bankOperating = 1010
    case bankClientMoney = 1020
    case clearingCollection = 1040
    case receivableDP = 1100
    case unbilledDP = 1110
    case receivableCPO = 1150
    case vatInput = 1200
    case vatReverseChargeInput = 1210
    case suspenseUnmatchedBank = 1900
    case payableCPO = 2100
    case payableCPONotDue = 2105
    case unbilledCPO = 2110
    case held = 2120
    case payoutQueued = 2130
    case payoutSent = 2140
    case payoutReturned = 2150
    case vatOutput = 2200
    case vatReverseChargeOutput = 2210
    case dpFunds = 2300
    case dpShare = 2310
    case suspenseUnidentifiedReceipts = 2400
    case fxConversion = 3900
    case incomeCommission = 4100
    case incomeFXGain = 4300
    case incomeRounding = 4900
    case expenseBankFees = 5100
    case expenseFXLoss = 5200
    case expenseBadDebt = 5300
    case expenseGoodwill = 5400
    case expenseRounding = 5900

    public enum Kind: String, Sendable {
        case asset, liability, equity, income, expense

        /// True when the balance is debits − credits, false when it is credits − debits.
        public var growsByDebit: Bool { self == .asset || self == .expense || self == .equity }
    }

    public var kind: Kind {
        switch rawValue {
        case 1000..<2000: .asset
        case 2000..<3000: .liability
        case 3000..<4000: .equity
        case 4000..<5000: .income
        default: .expense
        }
    }

    /// On such an account posted and pending debits together never exceed posted credits: nothing is paid out, held or
    /// sent that is not there.
    public var isCreditLimited: Bool {
        switch self {
        case .payableCPO, .payableCPONotDue, .held, .payoutQueued, .payoutSent, .payoutReturned: true
        default: false
        }
    }

    public var name: String {
        switch self {
        case .bankOperating: "bank:operating"
        case .bankClientMoney: "bank:client_money"
        case .clearingCollection: "clearing:collection"
        case .receivableDP: "receivable:dp"
        case .unbilledDP: "unbilled:dp"
        case .receivableCPO: "receivable:cpo"
        case .vatInput: "vat:input"
        case .vatReverseChargeInput: "vat:rc_input"
        case .suspenseUnmatchedBank: "suspense:unmatched_bank"
        case .payableCPO: "payable:cpo"
        case .payableCPONotDue: "payable:cpo:not_due"
        case .unbilledCPO: "unbilled:cpo"
        case .held: "held:dispute"
        case .payoutQueued: "payout:queued"
        case .payoutSent: "payout:sent"
        case .payoutReturned: "payout:returned"
        case .vatOutput: "vat:output"
        case .vatReverseChargeOutput: "vat:rc_output"
        case .dpFunds: "dp_funds"
        case .dpShare: "dp_share"
        case .suspenseUnidentifiedReceipts: "suspense:unidentified_receipts"
        case .fxConversion: "fx:conversion"
        case .incomeCommission: "income:commission"
        case .incomeFXGain: "income:fx_gain"
        case .incomeRounding: "income:rounding"
        case .expenseBankFees: "expense:bank_fees"
        case .expenseFXLoss: "expense:fx_loss"
        case .expenseBadDebt: "expense:bad_debt"
        case .expenseGoodwill: "expense:goodwill"
        case .expenseRounding: "expense:rounding"
        }
    }
}

/// One account: a code, whose it is, and its currency. The hub's own accounts have no party.
public struct LedgerAccount: Hashable, Sendable, CustomStringConvertible {
    public let code: AccountCode
    public let party: PartyID?
    public let currency: Currency

    public init(_ code: AccountCode, party: PartyID? = nil, currency: Currency) {
        self.code = code
        self.party = party
        self.currency = currency
    }

    /// `2100 payable:cpo NL*FAS EUR`.
    public var description: String {
        "\(code.rawValue) \(code.name)\(party.map { " \($0)" } ?? "") \(currency.code)"
    }
}
