/// The feed, the replicated kinds and what is read on demand.
extension RouteTable {
    static let feed: [Route] = [
        read(
            "\(base)/me", "me", "Who the token belongs to, and which hub answers", tag: "feed", access: .signedIn,
            answer: .json("Me")),
        read(
            "\(base)/changes", "changes", "A page of the change feed, as far as the caller may read", tag: "feed",
            access: .signedIn,
            query: [
                QueryParameter(name: "after", type: .integer, summary: "seq that is already known; 0 for everything"),
                .limit,
            ], answer: .json("ChangePage")),
        read(
            "\(base)/changes/stream", "changesStream",
            "Doorbell: event head when the feed grew, event beat after a second without; both carry a Doorbell",
            tag: "feed",
            access: .signedIn,
            query: [
                QueryParameter(
                    name: "interval_ms", type: .integer, summary: "Least time between two events head, 100 to 5000")
            ], answer: .eventStream),
    ]

    /// List and single resource of a kind.
    static func reads(_ kind: Kind) -> [Route] {
        let name = kind.schema.name
        return [
            read(
                "\(base)/\(kind.plural)", "list\(kind.title)", "\(kind.title), filtered and sorted", tag: kind.plural,
                access: .kind(kind), query: QueryParameter.list, answer: .json("\(name)Page")),
            read(
                "\(base)/\(kind.plural)/{id}", "get\(name)", "One \(kind == .cdr ? "CDR" : kind.rawValue)",
                tag: kind.plural, access: .kind(kind), answer: .json(name)),
        ]
    }

    static let onDemand: [Route] = [
        read(
            "\(base)/messages", "messages", "OCPI messages, newest first", tag: "messages", access: .scope(.messages),
            query: [
                QueryParameter(name: "session", type: .text, summary: "Id of a session resource"),
                QueryParameter(name: "partner", type: .party, summary: "Party at either end"),
                QueryParameter(name: "correlation", type: .text, summary: "Correlation id"),
                QueryParameter(name: "after", type: .integer, summary: "Only messages with a greater id"),
            ] + QueryParameter.paging, answer: .json("MessageSummaryPage")),
        read(
            "\(base)/messages/{id}", "message", "One message with headers and bodies", tag: "messages",
            access: .scope(.messages), answer: .json("MessageDetail")),
        read(
            "\(base)/sessions/{id}/timeline", "sessionTimeline", "A session's story, missing steps included",
            tag: "sessions", access: .scope(.messages), query: QueryParameter.paging,
            answer: .json("TimelineStepPage")),
        read(
            "\(base)/payouts/{id}/lines", "payoutLines", "The CDRs a payout consists of", tag: "payouts",
            access: .scope(.ledger), query: QueryParameter.paging, answer: .json("PayoutLinePage")),
        read(
            "\(base)/disputes/{id}/preview", "previewDecision", "What a decision would post", tag: "disputes",
            access: .scope(.ledger),
            query: [
                QueryParameter(
                    name: "decision", type: .word(DisputeResource.Decision.allCases.map(\.rawValue)),
                    summary: "The decision in question", isRequired: true)
            ], answer: .json("DecisionPreview")),
        read(
            "\(base)/journals", "journals", "Journals, newest first", tag: "ledger", access: .scope(.ledger),
            query: [
                QueryParameter(name: "source", type: .text, summary: "Business identity, such as cdr:NL*FAS/C1"),
                QueryParameter(name: "party", type: .party, summary: "Party dimension of any line"),
                QueryParameter(name: "window", type: .text, summary: "Settlement window"),
            ] + QueryParameter.paging, answer: .json("JournalPage")),
        read(
            "\(base)/trial-balance", "trialBalance", "Every account's balance", tag: "ledger",
            access: .scope(.ledger), answer: .json("TrialBalance")),
        read(
            "\(base)/audit", "audit", "What people did, newest first", tag: "people", access: .scope(.audit),
            query: [
                QueryParameter(name: "person", type: .text, summary: "Id of a person"),
                QueryParameter(name: "target", type: .text, summary: "Id of what it was done to"),
            ] + QueryParameter.paging, answer: .json("AuditEntryPage")),
        read(
            "\(base)/people", "people", "People and services with access", tag: "people", access: .scope(.people),
            query: QueryParameter.paging, answer: .json("PersonPage")),
        read(
            "\(base)/roles", "roles", "The role and action table", tag: "people", access: .signedIn,
            answer: .json("RoleRowPage")),
        read(
            "\(base)/settings", "settings", "Limits of clearing and supervision", tag: "settings",
            access: .scope(.settings), answer: .json("Settings")),
    ]

    /// What is asked with a body.
    static let questions: [Route] = [
        question(
            "/price", "price", "What a CDR costs by its tariff, and what of its claim differs", tag: "pricing",
            access: .signedIn, body: PriceBody.schema, answer: "PricedCDR")
    ]

    /// For machines that watch the hub; outside the API's base.
    static let operations: [Route] = [
        read(
            "/healthz", "health", "The hub serves", tag: "operations", access: .open,
            answer: .text(mediaType: "text/plain")),
        read(
            "/metrics", "metrics", "Counters in Prometheus text format", tag: "operations", access: .open,
            answer: .text(mediaType: "text/plain; version=0.0.4")),
    ]
}
