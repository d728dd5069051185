import AdminAPI

/// One thing opened: a resource or a message, with what was fetched for it.
struct DetailState: Sendable {
    enum Subject: Hashable, Sendable {
        case resource(ResourceRef)
        case message(String)
        case audit
        /// Tariffs beside each other, by id.
        case comparison([String])
    }

    let subject: Subject
    /// As last heard; kept when the cache loses it.
    var resource: (any Resource)?
    var isAbsent = false
    var page = 0
    /// The focused line among all lines of the page.
    var cursor = 0
    /// Only the section with the cursor is shown.
    var isZoomed = false
    var fetched: [OnDemand: Fetched] = [:]
    /// The version of a tariff that is looked at; nil for the current one.
    var version: Int?
    /// The version that changes are counted from; nil for the one before.
    var baseline: Int?
    /// Of the tariffs that are compared, once they were asked for.
    var breakEvens: BreakEvens?
    /// Where the cursor goes as soon as the line is there.
    var wanted: TariffPlace?
    /// Asked of hub or cache and, unless something changed, not to be asked again.
    var asked: Set<Need> = []

    /// Reads from the hub that are not answered yet: asked for once, however often the row changes meanwhile.
    var underWay: Set<OnDemand> = []

    enum Need: Hashable, Sendable {
        case hub(OnDemand)
        case row(ResourceRef)
        case list(String)
    }

    /// Other rows of the cache that the pages show.
    var related: [ResourceRef: any Resource] = [:]
    var absent: Set<ResourceRef> = []
    /// Short lists of the cache that the pages show, by name.
    var lists: [String: [any Resource]] = [:]
    /// Queries under way for them.
    var listTokens: [UInt64: String] = [:]

    init(_ subject: Subject, resource: (any Resource)? = nil) {
        self.subject = subject
        self.resource = resource
    }

    init(_ resource: any Resource) {
        self.init(.resource(resource.ref), resource: resource)
    }

    var ref: ResourceRef? {
        if case .resource(let ref) = subject { ref } else { nil }
    }
}
