import AdminAPI
import JSON

/// One page of a detail: what it is called, what it needs, and what it shows.
struct DetailPage: Sendable {
    /// A short list of the cache that a page shows.
    struct Related: Hashable, Sendable {
        let name: String
        let kind: Kind
        let queryText: String
        var count = 50
    }

    let name: SafeText
    /// Reads from the hub.
    var fetches: @Sendable (DetailState) -> [OnDemand] = { _ in [] }
    /// What a person can turn on it.
    var knobs: Set<TariffKnob> = []
    /// Other rows of the cache.
    var related: @Sendable (DetailState) -> [ResourceRef] = { _ in [] }
    var lists: @Sendable (DetailState) -> [Related] = { _ in [] }
    /// What it is made from, for an export as JSON; nil for the resource itself.
    var source: @Sendable (DetailContext) -> JSONValue? = { $0.detail.resource?.json }
    let sections: @Sendable (DetailContext) -> [Section]

    static func pages(of subject: DetailState.Subject) -> [DetailPage] {
        switch subject {
        case .message: [message]
        case .audit: [audit]
        case .comparison: [tariffComparison]
        case .resource(let ref):
            switch ref.kind {
            case .session: [sessionStory, sessionLadder, sessionPushes, source]
            case .partner: [partnerOverview, partnerAgreements, partnerMessages, source]
            case .tariff: TariffPages.all + [source]
            case .payout: [payoutOverview, payoutComposition, journal, source]
            case .dispute: [disputeOverview, pricing, disputeThread, journal, source]
            case .cdr: [cdrOverview, pricing, journal, source]
            case .location: [locationOverview, source]
            case .window: [windowOverview, source]
            case .command: [commandOverview, source]
            case .agreement: [agreementOverview, source]
            case .alert: [alertOverview, source]
            }
        }
    }

    /// The resource itself as the hub sent it.
    static let source = DetailPage(name: "source") { context in
        guard let resource = context.detail.resource else { return [] }
        return [Section("As the hub sent it", .full, DetailPage.pretty(resource.json))]
    }
}

/// What a page is drawn from.
struct DetailContext: Sendable {
    let detail: DetailState
    let presentation: Presentation
    let identity: Identity?
    /// What pages of tariffs are shown for.
    let choice: TariffChoice
    let isLive: Bool
    /// Shown beside a list: from what the list knows, nothing is asked for it.
    var isPeek = false
    /// Columns of the screen.
    let width: Int
    /// Lines that a page has on the screen.
    let height: Int

    init(_ state: State, _ detail: DetailState, width: Int? = nil, isPeek: Bool = false) {
        self.detail = detail
        presentation = state.presentation
        identity = state.identity
        choice = state.choice
        isLive = state.link.isLive
        self.isPeek = isPeek
        self.width = width ?? state.size.columns - 2
        height = state.size.lines - 6
    }

    func resource<Row: Resource>(_ type: Row.Type) -> Row? { detail.resource as? Row }

    func related<Row: Resource>(_ id: String?, _ type: Row.Type = Row.self) -> Row? {
        id.flatMap { detail.related[ResourceRef(Row.kind, $0)] as? Row }
    }

    func list<Row: Resource>(_ name: String, _ type: Row.Type = Row.self) -> [Row]? {
        detail.lists[name].map { $0.compactMap { $0 as? Row } }
    }

    /// What stands where rows of the cache are not there yet.
    var reading: [Line] { [Line(isPeek ? "⏎ opens it and shows more" : "reading…", .muted)] }

    /// What stands where an answer of the hub is not there (yet).
    func untilAnswered(_ fetched: Fetched?) -> [Line] {
        switch fetched {
        case _ where isPeek: reading
        case .refused(let refusal):
            [
                Line("✗ \(untrusted: refusal.title)", .bad),
                Line(SafeText(untrusted: refusal.detail), .muted),
            ]
        case .loading: [Line("asking the hub…", .muted)]
        case nil where !isLive: [Line("not in the cache; it needs the hub, which is not reached", .missing)]
        default: [Line("asking the hub…", .muted)]
        }
    }
}
