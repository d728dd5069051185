import JSON
import Roaming

/// Every account's balance; it is in balance when no currency is off.
public struct TrialBalance: JSONConvertible {
    public var at: Timestamp
    public var lastSeq: Int64
    public var inBalance: Bool
    public var lines: [TrialBalanceLine]

    public init(at: Timestamp, lastSeq: Int64, inBalance: Bool, lines: [TrialBalanceLine] = []) {
        self.at = at
        self.lastSeq = lastSeq
        self.inBalance = inBalance
        self.lines = lines
    }
}

extension TrialBalance {
    public init(_ reader: ObjectReader) throws(FieldError) {
        at = try reader.timestamp("at")
        lastSeq = try reader.int64("last_seq")
        inBalance = try reader.bool("in_balance")
        lines = try reader.list("lines")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("at", at)
        members.add("last_seq", lastSeq)
        members.add("in_balance", inBalance)
        members.add("lines", lines)
        return members.json
    }

    public static let schema = Schema(
        "TrialBalance", "Every account's balance",
        [
            .field("at", .dateTime, "When it was taken"),
            .field("last_seq", .integer, "Last journal in it"),
            .field("in_balance", .flag, "Debits equal credits in each currency"),
            .field("lines", .list(.object("TrialBalanceLine")), "By account, party and currency"),
        ])
}

/// What was posted to one account, for one party and currency.
public struct TrialBalanceLine: JSONConvertible {
    public var account: String
    public var name: String
    public var party: PartyID?
    public var currency: String
    public var debitMinor: Int64
    public var creditMinor: Int64

    public init(
        account: String, name: String, party: PartyID? = nil, currency: String, debitMinor: Int64,
        creditMinor:
            Int64
    ) {
        self.account = account
        self.name = name
        self.party = party
        self.currency = currency
        self.debitMinor = debitMinor
        self.creditMinor = creditMinor
    }
}

extension TrialBalanceLine {
    public init(_ reader: ObjectReader) throws(FieldError) {
        account = try reader.string("account")
        name = try reader.string("name")
        party = try reader.optionalParty("party")
        currency = try reader.string("currency")
        debitMinor = try reader.int64("debit_minor")
        creditMinor = try reader.int64("credit_minor")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("account", account)
        members.add("name", name)
        members.add("party", party)
        members.add("currency", currency)
        members.add("debit_minor", debitMinor)
        members.add("credit_minor", creditMinor)
        return members.json
    }

    public static let schema = Schema(
        "TrialBalanceLine", "One account's balance",
        [
            .field("account", .text, "Account code"),
            .field("name", .text, "Account name"),
            .optional("party", .party, "Party dimension"),
            .field("currency", .currency, "Currency"),
            .field("debit_minor", .minorUnits, "Sum of debits"),
            .field("credit_minor", .minorUnits, "Sum of credits"),
        ])
}
