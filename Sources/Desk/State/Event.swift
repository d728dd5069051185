import AdminAPI
import JSON
import Roaming

/// Everything that can happen to the desk.
public enum Event: Sendable {
    case key(Key)
    /// A bracketed paste: goes into a text field and nowhere else.
    case paste(String)
    case mouse(Mouse)
    case resize(Size)
    /// The minute changed (and once at the start): the only clock the desk has. The offset is local time's, in minutes.
    case minute(Timestamp, localOffset: Int = 0)
    /// The answer to `Effect.query`, with its token.
    case rows(WindowAnswer)
    /// A count that came later than its rows.
    case counted(token: UInt64, matched: Int)
    /// The cache has committed changes of these kinds.
    case cacheChanged(Set<Kind>)
    case overview(Overview)
    case link(Link)
    case identity(Identity)
    /// The answer to `Effect.fetchResource`; nil when the cache does not have it.
    case resource(ResourceRef, (any Resource)?)
    /// The answer to `Effect.fetchOnDemand`.
    case fetched(OnDemand, Result<JSONValue, Refusal>)
    /// The answer to `Effect.perform`, by the request's id.
    case performed(UInt64, Result<ActionAnswer, Refusal>)
    /// What the shell did, or could not do, in one sentence: export, copy, screen saved.
    case notice(String, isFailure: Bool = false)
}

/// Rows of one list, as the cache answered.
public struct WindowAnswer: Sendable {
    public let token: UInt64
    public let rows: [any Resource]
    /// Position of the first row among all that match; nil when that would take long to know.
    public let firstIndex: Int?
    public let hasBefore: Bool
    public let hasAfter: Bool
    /// How many match; nil while it is being counted.
    public let matched: Int?
    /// How many rows the kind has.
    public let total: Int

    public init(
        token: UInt64, rows: [any Resource], firstIndex: Int?, hasBefore: Bool, hasAfter: Bool, matched: Int?,
        total: Int
    ) {
        self.token = token
        self.rows = rows
        self.firstIndex = firstIndex
        self.hasBefore = hasBefore
        self.hasAfter = hasAfter
        self.matched = matched
        self.total = total
    }
}

/// Why the hub did not do or answer something.
public struct Refusal: Error, Hashable, Sendable {
    /// The HTTP status; nil when the hub was not reached.
    public var status: Int?
    public var title: String
    public var detail: String

    public init(status: Int?, title: String, detail: String) {
        self.status = status
        self.title = title
        self.detail = detail
    }
}
