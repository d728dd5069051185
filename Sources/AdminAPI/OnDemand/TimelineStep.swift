import JSON
import Roaming

/// One step of a session's story, from the authorisation to the payout; steps that are missing are listed as missing.
public struct TimelineStep: JSONConvertible {
    public var at: Timestamp?
    public var stage: Stage
    public var state: State
    public var title: String
    public var text: String
    public var latencyMs: Int?
    public var linkKind: String?
    public var linkID: String?
    public var messageID: Int64?

    /// In the order of the story.
    public enum Stage: String, CaseIterable, Hashable, Sendable {
        case authorise
        case command
        case session
        case evse
        case cdr
        case clearing
        case window
        case payout
        case dispute
    }

    /// `missing` is not due yet or will not come, `late` is overdue.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case done
        case missing
        case late
        case wrong
        case pending
    }

    public init(
        at: Timestamp? = nil, stage: Stage, state: State, title: String, text: String, latencyMs: Int? = nil,
        linkKind: String? = nil, linkID: String? = nil, messageID: Int64? = nil
    ) {
        self.at = at
        self.stage = stage
        self.state = state
        self.title = title
        self.text = text
        self.latencyMs = latencyMs
        self.linkKind = linkKind
        self.linkID = linkID
        self.messageID = messageID
    }
}

extension TimelineStep {
    public init(_ reader: ObjectReader) throws(FieldError) {
        at = try reader.optionalTimestamp("at")
        stage = try reader.choice("stage")
        state = try reader.choice("state")
        title = try reader.string("title")
        text = try reader.string("text")
        latencyMs = try reader.optionalInt("latency_ms")
        linkKind = try reader.optionalString("link_kind")
        linkID = try reader.optionalString("link_id")
        messageID = try reader.optionalInt64("message_id")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("at", at)
        members.add("stage", stage.rawValue)
        members.add("state", state.rawValue)
        members.add("title", title)
        members.add("text", text)
        members.add("latency_ms", latencyMs)
        members.add("link_kind", linkKind)
        members.add("link_id", linkID)
        members.add("message_id", messageID)
        return members.json
    }

    public static let schema = Schema(
        "TimelineStep", "One step of a session's story",
        [
            .optional("at", .dateTime, "When it happened; absent when it has not"),
            .field("stage", .word(Stage.allCases.map(\.rawValue)), "Which part of the story"),
            .field("state", .word(State.allCases.map(\.rawValue)), "How it went"),
            .field("title", .text, "A word or two"),
            .field("text", .text, "In words"),
            .optional("latency_ms", .integer, "How long it took"),
            .optional("link_kind", .text, "Kind of the resource to open"),
            .optional("link_id", .text, "Id of the resource to open"),
            .optional("message_id", .integer, "Message to open"),
        ])
}
