import JSON
import Roaming

/// What one event of `GET /changes/stream` says; it carries no resource, only that there is something to fetch.
///
/// Server-Sent Events (WHATWG HTML §9.2): event `head` when the feed grew, at most 10 a second; event `beat` after
/// a second without either, so that two seconds of silence mean the line is lost.
public struct Doorbell: JSONConvertible {
    public static let headEvent = "head"
    public static let beatEvent = "beat"
    public static let beatInterval = Duration.seconds(1)
    public static let silenceLimit = Duration.seconds(2)
    public static let leastInterval = Duration.milliseconds(100)

    public var epoch: String
    public var role: String
    public var head: Int64
    /// The hub's clock.
    public var now: Timestamp

    public init(epoch: String, role: String, head: Int64, now: Timestamp) {
        self.epoch = epoch
        self.role = role
        self.head = head
        self.now = now
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        epoch = try reader.string("epoch")
        role = try reader.string("role")
        head = try reader.int64("head")
        now = try reader.timestamp("now")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("epoch", epoch)
        members.add("role", role)
        members.add("head", head)
        members.add("now", now)
        return members.json
    }

    public static let schema = Schema(
        "Doorbell", "Data of the events head and beat",
        [
            .field("epoch", .text, "Names the database"),
            .field("role", .text, "The caller's roles"),
            .field("head", .integer, "The feed's newest seq"),
            .field("now", .dateTime, "The hub's clock"),
        ])
}
