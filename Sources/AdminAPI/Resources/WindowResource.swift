import JSON
import Roaming

/// A settlement window of one currency; exactly one per currency is open.
public struct WindowResource: Resource {
    public static let kind = Kind.window

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var currency: String
    public var state: State
    public var openedAt: Timestamp
    public var closedAt: Timestamp?
    public var cdrCount: Int
    public var totalMinor: Int64
    public var notes: Int

    /// A closed window never opens again.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case open = "OPEN"
        case closed = "CLOSED"
    }

    public init(
        id: String, version: Int, updatedAt: Timestamp, currency: String, state: State, openedAt: Timestamp,
        closedAt: Timestamp? = nil, cdrCount: Int, totalMinor: Int64, notes: Int
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.currency = currency
        self.state = state
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.cdrCount = cdrCount
        self.totalMinor = totalMinor
        self.notes = notes
    }
}

extension WindowResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        currency = try reader.string("currency")
        state = try reader.choice("state")
        openedAt = try reader.timestamp("opened_at")
        closedAt = try reader.optionalTimestamp("closed_at")
        cdrCount = try reader.int("cdr_count")
        totalMinor = try reader.int64("total_minor")
        notes = try reader.int("notes")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("currency", currency)
        members.add("state", state.rawValue)
        members.add("opened_at", openedAt)
        members.add("closed_at", closedAt)
        members.add("cdr_count", cdrCount)
        members.add("total_minor", totalMinor)
        members.add("notes", notes)
        return members.json
    }

    public static let schema = Schema(
        "Window", "A settlement window of one currency",
        identity + [
            .field("currency", .currency, "Currency of the window"),
            .field("state", .word(State.allCases.map(\.rawValue)), "Open or closed"),
            .field("opened_at", .dateTime, "When it was opened"),
            .optional("closed_at", .dateTime, "When it was closed"),
            .field("cdr_count", .integer, "CDRs in it"),
            .field("total_minor", .minorUnits, "Sum of their cleared amounts"),
            .field("notes", .integer, "Settlement notes its closing posted"),
        ])
}
