import JSON
import Roaming

/// Raises a dispute about a CDR.
public struct DisputeBody: JSONConvertible {
    public var cdr: String
    public var reason: DisputeReason
    public var text: String
    public var claimant: PartyID

    public init(cdr: String, reason: DisputeReason, text: String, claimant: PartyID) {
        self.cdr = cdr
        self.reason = reason
        self.text = text
        self.claimant = claimant
    }
}

extension DisputeBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        cdr = try reader.words("cdr")
        reason = try reader.choice("reason")
        text = try reader.words("text")
        claimant = try reader.party("claimant")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("cdr", cdr)
        members.add("reason", reason.rawValue)
        members.add("text", text)
        members.add("claimant", claimant)
        return members.json
    }

    public static let schema = Schema(
        "DisputeBody", "Raises a dispute",
        [
            .field("cdr", .text, "Id of the CDR resource"),
            .field("reason", .word(DisputeReason.allCases.map(\.rawValue)), "Reason code"),
            .field("text", .text, "What the claimant says"),
            .field("claimant", .party, "Who complains; the other party of the CDR responds"),
        ])
}

/// Proposes a decision, or takes it.
public struct DecisionBody: JSONConvertible {
    public var decision: DisputeResource.Decision
    public var text: String

    public init(decision: DisputeResource.Decision, text: String) {
        self.decision = decision
        self.text = text
    }
}

extension DecisionBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        decision = try reader.choice("decision")
        text = try reader.words("text")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("decision", decision.rawValue)
        members.add("text", text)
        return members.json
    }

    public static let schema = Schema(
        "DecisionBody", "Proposes or takes a decision",
        [
            .field("decision", .word(DisputeResource.Decision.allCases.map(\.rawValue)), "Which way"),
            .field("text", .text, "Why"),
        ])
}
