import AdminAPI
import JSON

/// What the shell is asked to do; each answer comes back as an `Event`.
public enum Effect: Hashable, Sendable {
    case query(WindowRequest)
    /// Count what the top lines show.
    case overview
    /// One row from the cache.
    case fetchResource(ResourceRef)
    /// One read from the hub.
    case fetchOnDemand(OnDemand)
    case perform(ActionRequest)
    /// To the clipboard by OSC 52; `what` says it in words.
    case copy(SafeText, what: SafeText)
    /// Every row of a list, not only those in the window, to a file of the shell's choice.
    case export(ExportRequest)
    /// A page of a detail to a file.
    case exportPage(PageExport)
    /// The screen as it is, as text and SVG.
    case saveScreen
    case setMouse(Bool)
    case themeChanged
    /// Paint everything again: something else wrote to the terminal.
    case repaint
    case suspend
    case bell
    case quit
}

/// A window of a list: which rows, in what order, around which place.
public struct WindowRequest: Hashable, Sendable {
    public enum Anchor: Hashable, Sendable {
        case start
        case end
        /// About a third of the rows before this one; when it is gone, around the position it had.
        case around(id: String, index: Int)
    }

    public let token: UInt64
    public let kind: Kind
    public let query: Query
    public let sort: Sort
    public let anchor: Anchor
    public let count: Int
}

/// An action on its way to the hub, complete: nothing in it is looked up again later.
public struct ActionRequest: Hashable, Sendable {
    public let id: UInt64
    public let action: ActionName
    public let method: Route.Method
    /// `/admin/v1` included, ids percent-encoded.
    public let path: String
    /// Nil when the route takes none.
    public let body: JSONValue?
    /// The version the person saw.
    public let ifMatch: Int?
    public let idempotencyKey: String
    public let title: SafeText
}

/// A list to be written to a file.
public struct ExportRequest: Hashable, Sendable {
    public enum Format: String, Hashable, Sendable, CaseIterable { case csv, json }

    public let kind: Kind
    public let query: Query
    public let sort: Sort
    public let format: Format
    /// Only these rows, when some are marked.
    public let ids: [String]
}

/// A page of a detail to be written to a file.
public struct PageExport: Hashable, Sendable {
    public enum Format: String, Hashable, Sendable, CaseIterable { case text, json }

    public let format: Format
    /// What it is about and which page, of letters, digits and hyphens: fit for the name of a file.
    public let name: String
    public let contents: String
}
