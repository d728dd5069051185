import JSON
import Roaming

/// One thing somebody did or was refused. Entries are never changed or removed.
public struct AuditEntry: JSONConvertible {
    public var seq: Int64
    public var at: Timestamp
    public var person: String
    /// An `ActionName`, or a sign-in or command-line action of the hub itself.
    public var action: String
    public var targetKind: String?
    public var targetID: String?
    public var outcome: Outcome
    public var text: String

    /// Only `done` changed something.
    public enum Outcome: String, CaseIterable, Hashable, Sendable {
        case done
        case refused
    }

    public init(
        seq: Int64, at: Timestamp, person: String, action: String, targetKind: String? = nil,
        targetID: String? =
            nil, outcome: Outcome, text: String
    ) {
        self.seq = seq
        self.at = at
        self.person = person
        self.action = action
        self.targetKind = targetKind
        self.targetID = targetID
        self.outcome = outcome
        self.text = text
    }
}

extension AuditEntry {
    public init(_ reader: ObjectReader) throws(FieldError) {
        seq = try reader.int64("seq")
        at = try reader.timestamp("at")
        person = try reader.string("person")
        action = try reader.string("action")
        targetKind = try reader.optionalString("target_kind")
        targetID = try reader.optionalString("target_id")
        outcome = try reader.choice("outcome")
        text = try reader.string("text")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("seq", seq)
        members.add("at", at)
        members.add("person", person)
        members.add("action", action)
        members.add("target_kind", targetKind)
        members.add("target_id", targetID)
        members.add("outcome", outcome.rawValue)
        members.add("text", text)
        return members.json
    }

    public static let schema = Schema(
        "AuditEntry", "One thing somebody did or was refused",
        [
            .field("seq", .integer, "The audit number actions answer with"),
            .field("at", .dateTime, "When"),
            .field("person", .text, "Who"),
            .field("action", .text, "Action name"),
            .optional("target_kind", .text, "Kind of what it was done to"),
            .optional("target_id", .text, "Id of what it was done to"),
            .field("outcome", .word(Outcome.allCases.map(\.rawValue)), "How it ended"),
            .field("text", .text, "In words"),
        ])
}
