import JSON
import Roaming

/// A decision that somebody proposes and another person takes.
public struct DisputeProposal: JSONConvertible {
    public var decision: DisputeResource.Decision
    public var by: String
    public var at: Timestamp
    public var text: String

    public init(decision: DisputeResource.Decision, by: String, at: Timestamp, text: String) {
        self.decision = decision
        self.by = by
        self.at = at
        self.text = text
    }
}

extension DisputeProposal {
    public init(_ reader: ObjectReader) throws(FieldError) {
        decision = try reader.choice("decision")
        by = try reader.string("by")
        at = try reader.timestamp("at")
        text = try reader.string("text")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("decision", decision.rawValue)
        members.add("by", by)
        members.add("at", at)
        members.add("text", text)
        return members.json
    }

    public static let schema = Schema(
        "DisputeProposal", "A decision that somebody proposes",
        [
            .field("decision", .word(DisputeResource.Decision.allCases.map(\.rawValue)), "Proposed decision"),
            .field("by", .text, "Person who proposes"),
            .field("at", .dateTime, "When"),
            .field("text", .text, "Why"),
        ])
}

/// One remark in a dispute's thread.
public struct DisputeRemark: JSONConvertible {
    public var at: Timestamp
    public var by: String
    public var text: String

    public init(at: Timestamp, by: String, text: String) {
        self.at = at
        self.by = by
        self.text = text
    }
}

extension DisputeRemark {
    public init(_ reader: ObjectReader) throws(FieldError) {
        at = try reader.timestamp("at")
        by = try reader.string("by")
        text = try reader.string("text")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("at", at)
        members.add("by", by)
        members.add("text", text)
        return members.json
    }

    public static let schema = Schema(
        "DisputeRemark", "One remark in a dispute",
        [
            .field("at", .dateTime, "When"),
            .field("by", .text, "Person"),
            .field("text", .text, "What was said"),
        ])
}
