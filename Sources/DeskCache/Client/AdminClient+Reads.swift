import AdminAPI
import Roaming

/// What the desk shows without keeping it.
extension AdminClient {
    public func timeline(session id: String) async -> Result<Page<TimelineStep>, AdminFailure> {
        await get(path("sessionTimeline", id), as: Page.self)
    }

    /// Newest first.
    public func messages(
        session: String? = nil, partner: PartyID? = nil, correlation: String? = nil, cursor: String? = nil,
        limit: Int = 100
    ) async -> Result<Page<MessageSummary>, AdminFailure> {
        let query = QueryText([
            ("session", session), ("partner", partner?.description), ("correlation", correlation), ("cursor", cursor),
            ("limit", String(limit)),
        ])
        return await get(path("messages") + query.text, as: Page.self)
    }

    public func message(_ id: Int64) async -> Result<MessageDetail, AdminFailure> {
        await get(path("message", String(id)), as: MessageDetail.self)
    }

    public func payoutLines(_ payout: String, cursor: String? = nil) async -> Result<
        Page<PayoutLineResource>, AdminFailure
    > {
        await get(path("payoutLines", payout) + QueryText([("cursor", cursor)]).text, as: Page.self)
    }

    public func preview(dispute: String, _ decision: DisputeResource.Decision) async
        -> Result<DecisionPreview, AdminFailure>
    {
        await get(
            path("previewDecision", dispute) + QueryText([("decision", decision.rawValue)]).text,
            as: DecisionPreview.self)
    }

    public func journals(
        source: String? = nil, party: PartyID? = nil, window: String? = nil, cursor: String? = nil
    ) async -> Result<Page<JournalResource>, AdminFailure> {
        let query = QueryText([
            ("source", source), ("party", party?.description), ("window", window), ("cursor", cursor),
        ])
        return await get(path("journals") + query.text, as: Page.self)
    }

    public func trialBalance() async -> Result<TrialBalance, AdminFailure> {
        await get(path("trialBalance"), as: TrialBalance.self)
    }

    public func audit(person: String? = nil, target: String? = nil, cursor: String? = nil) async
        -> Result<Page<AuditEntry>, AdminFailure>
    {
        let query = QueryText([("person", person), ("target", target), ("cursor", cursor)])
        return await get(path("audit") + query.text, as: Page.self)
    }

    public func people() async -> Result<Page<PersonResource>, AdminFailure> {
        await get(path("people"), as: Page.self)
    }

    public func settings() async -> Result<Settings, AdminFailure> { await get(path("settings"), as: Settings.self) }

    private func path(_ operation: String, _ target: String? = nil) -> String {
        guard let route = RouteTable.route(operation) else { preconditionFailure("no operation \(operation)") }
        return target.map { route.path($0) } ?? route.path
    }
}

/// `?name=value&…` without the names that have no value; empty when none has.
struct QueryText {
    let text: String

    init(_ parameters: [(name: String, value: String?)]) {
        let pairs = parameters.compactMap { name, value in value.map { "\(name)=\(PathSegment.encode($0))" } }
        text = pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }
}
