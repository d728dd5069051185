import JSON
import Roaming

/// One posting to the ledger; debits equal credits in each currency.
public struct JournalResource: JSONConvertible {
    public var seq: Int64
    public var rule: String
    /// Business identity, unique: `cdr:NL*FAS/C1`, `window:W1:NL*FAS:EUR`.
    public var source: String
    public var text: String
    public var postedAt: Timestamp
    public var windowID: String?
    public var reverses: Int64?
    public var by: String?
    public var entries: [JournalLineResource]

    public init(
        seq: Int64, rule: String, source: String, text: String, postedAt: Timestamp, windowID: String? = nil,
        reverses: Int64? = nil, by: String? = nil, entries: [JournalLineResource] = []
    ) {
        self.seq = seq
        self.rule = rule
        self.source = source
        self.text = text
        self.postedAt = postedAt
        self.windowID = windowID
        self.reverses = reverses
        self.by = by
        self.entries = entries
    }
}

extension JournalResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        seq = try reader.int64("seq")
        rule = try reader.string("rule")
        source = try reader.string("source")
        text = try reader.string("text")
        postedAt = try reader.timestamp("posted_at")
        windowID = try reader.optionalString("window_id")
        reverses = try reader.optionalInt64("reverses")
        by = try reader.optionalString("by")
        entries = try reader.list("entries")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("seq", seq)
        members.add("rule", rule)
        members.add("source", source)
        members.add("text", text)
        members.add("posted_at", postedAt)
        members.add("window_id", windowID)
        members.add("reverses", reverses)
        members.add("by", by)
        members.add("entries", entries)
        return members.json
    }

    public static let schema = Schema(
        "Journal", "One posting to the ledger",
        [
            .field("seq", .integer, "Counts up without gaps"),
            .field("rule", .text, "Posting rule"),
            .field("source", .text, "Business identity it posts"),
            .field("text", .text, "In words"),
            .field("posted_at", .dateTime, "When it was recorded"),
            .optional("window_id", .text, "Settlement window"),
            .optional("reverses", .integer, "Journal it takes back"),
            .optional("by", .text, "Person who caused it"),
            .field("entries", .list(.object("JournalLine")), "Its lines"),
        ])
}

/// One line of a journal; amounts are positive, the side says which way.
public struct JournalLineResource: JSONConvertible {
    public var account: String
    public var name: String
    public var party: PartyID?
    public var currency: String
    public var side: Side
    public var amountMinor: Int64

    /// Debit and credit.
    public enum Side: String, CaseIterable, Hashable, Sendable {
        case d = "D"
        case c = "C"
    }

    public init(
        account: String, name: String, party: PartyID? = nil, currency: String, side: Side, amountMinor: Int64
    ) {
        self.account = account
        self.name = name
        self.party = party
        self.currency = currency
        self.side = side
        self.amountMinor = amountMinor
    }
}

extension JournalLineResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        account = try reader.string("account")
        name = try reader.string("name")
        party = try reader.optionalParty("party")
        currency = try reader.string("currency")
        side = try reader.choice("side")
        amountMinor = try reader.int64("amount_minor")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("account", account)
        members.add("name", name)
        members.add("party", party)
        members.add("currency", currency)
        members.add("side", side.rawValue)
        members.add("amount_minor", amountMinor)
        return members.json
    }

    public static let schema = Schema(
        "JournalLine", "One line of a journal",
        [
            .field("account", .text, "Account code"),
            .field("name", .text, "Account name"),
            .optional("party", .party, "Party dimension of the account"),
            .field("currency", .currency, "Currency"),
            .field("side", .word(Side.allCases.map(\.rawValue)), "Debit or credit"),
            .field("amount_minor", .minorUnits, "Positive amount"),
        ])
}
