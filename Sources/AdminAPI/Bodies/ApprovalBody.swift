import JSON

/// What the approver saw; it is refused when the payout is not that any more.
public struct ApprovalBody: JSONConvertible {
    public var contentHash: String
    public var amountMinor: Int64

    public init(contentHash: String, amountMinor: Int64) {
        self.contentHash = contentHash
        self.amountMinor = amountMinor
    }
}

extension ApprovalBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        contentHash = try reader.words("content_hash")
        amountMinor = try reader.int64("amount_minor")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("content_hash", contentHash)
        members.add("amount_minor", amountMinor)
        return members.json
    }

    public static let schema = Schema(
        "ApprovalBody", "What the approver saw",
        [
            .field("content_hash", .text, "Content hash of the payout as shown"),
            .field("amount_minor", .minorUnits, "Its amount, typed by the approver"),
        ])
}
