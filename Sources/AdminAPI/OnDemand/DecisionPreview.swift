import JSON

/// What a decision would do, worked out by the code that would do it.
public struct DecisionPreview: JSONConvertible {
    public var dispute: String
    public var decision: DisputeResource.Decision
    public var version: Int
    public var entries: [JournalLineResource]
    public var payoutChangeMinor: Int64
    public var currency: String
    public var sentences: [String]

    public init(
        dispute: String, decision: DisputeResource.Decision, version: Int, entries: [JournalLineResource] = [],
        payoutChangeMinor: Int64, currency: String, sentences: [String] = []
    ) {
        self.dispute = dispute
        self.decision = decision
        self.version = version
        self.entries = entries
        self.payoutChangeMinor = payoutChangeMinor
        self.currency = currency
        self.sentences = sentences
    }
}

extension DecisionPreview {
    public init(_ reader: ObjectReader) throws(FieldError) {
        dispute = try reader.string("dispute")
        decision = try reader.choice("decision")
        version = try reader.int("version")
        entries = try reader.list("entries")
        payoutChangeMinor = try reader.int64("payout_change_minor")
        currency = try reader.string("currency")
        sentences = try reader.strings("sentences")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("dispute", dispute)
        members.add("decision", decision.rawValue)
        members.add("version", version)
        members.add("entries", entries)
        members.add("payout_change_minor", payoutChangeMinor)
        members.add("currency", currency)
        members.add("sentences", sentences)
        return members.json
    }

    public static let schema = Schema(
        "DecisionPreview", "What a decision would do",
        [
            .field("dispute", .text, "Id of the dispute"),
            .field("decision", .word(DisputeResource.Decision.allCases.map(\.rawValue)), "The decision in question"),
            .field("version", .integer, "Version of the dispute it was worked out for"),
            .field("entries", .list(.object("JournalLine")), "Ledger entries it would post"),
            .field("payout_change_minor", .minorUnits, "Change of the CPO's next payout"),
            .field("currency", .currency, "Currency of that change"),
            .field("sentences", .list(.text), "What else it would do, in words"),
        ])
}
