import Roaming

/// What is owed, paid and argued about.
extension Columns {
    static let cdr = Columns(
        .cdr, mainTime: "ended", sort: "ended", descending: true,
        [
            Column("id", "CDR", .code, .text("id"), aliases: ["cdr"], "CPO and CDR id"),
            Column("cpo", "CPO", .code, .text("cpo"), "who claims the money"),
            Column("dp", "DP", .code, .text("dp"), aliases: ["emsp"], "whose driver charged"),
            Column("session", "SESSION", .code, .text("session_id"), "its session"),
            Column("started", "STARTED", .time, .time("started_at"), "when charging began"),
            Column("ended", "ENDED", .time, .time("ended_at"), "when it ended"),
            Column("age", "AGE", .age, .time("ended_at"), "since it ended"),
            Column("kwh", "kWh", .number, .decimal("kwh"), unit: "kWh", "energy"),
            Column("currency", "CUR", .code, .text("currency"), "currency"),
            Column("claimed", "CLAIMED", .money, .money("claimed_minor", currency: "currency"), "what the CPO claims"),
            Column("computed", "OURS", .money, .money("computed_minor", currency: "currency"), "what we compute"),
            Column("cleared", "CLEARED", .money, .money("cleared_minor", currency: "currency"), "what was posted"),
            Column(
                "state", "STATE", .code, .text("state"), aliases: ["status"],
                values: CDRResource.State.allCases.map(\.rawValue), "where it stands"),
            Column("why", "WHY", .prose, .text("hold_reason"), sortable: false, aliases: ["reason"], "why it is held"),
            Column(
                "delivery", "DELIVERY", .code, .text("delivery.state"),
                values: CDRDelivery.State.allCases.map(\.rawValue), "its way to the DP"),
            Column("window", "WINDOW", .code, .text("window_id"), "settlement window"),
            Column("payout", "PAYOUT", .code, .text("payout_id"), "its payout"),
            Column("dispute", "DISPUTE", .code, .text("dispute_id"), "the dispute about it"),
        ])

    static let window = Columns(
        .window, mainTime: "opened", sort: "opened", descending: true,
        [
            Column("id", "WINDOW", .code, .text("id"), aliases: ["window"], "id"),
            Column("currency", "CUR", .code, .text("currency"), "currency"),
            Column(
                "state", "STATE", .code, .text("state"), aliases: ["status"],
                values: WindowResource.State.allCases.map(\.rawValue), "open or closed"),
            Column("opened", "OPENED", .time, .time("opened_at"), "when it was opened"),
            Column("closed", "CLOSED", .time, .time("closed_at"), "when it was closed"),
            Column("cdrs", "CDRS", .number, .integer("cdr_count"), "CDRs in it"),
            Column("total", "TOTAL", .money, .money("total_minor", currency: "currency"), "sum of its CDRs"),
            Column("notes", "NOTES", .number, .integer("notes"), "settlement notes"),
        ])

    static let payout = Columns(
        .payout, mainTime: "created", sort: "created", descending: true,
        [
            Column("id", "PAYOUT", .code, .text("id"), aliases: ["payout"], "id"),
            Column("cpo", "CPO", .code, .text("cpo"), "who is paid"),
            Column("currency", "CUR", .code, .text("currency"), "currency"),
            Column("amount", "AMOUNT", .money, .money("amount_minor", currency: "currency"), "what is paid"),
            Column("cdrs", "CDRS", .number, .integer("cdr_count"), aliases: ["sessions"], "CDRs in it"),
            Column("largest", "LARGEST", .money, .money("largest_minor", currency: "currency"), "largest CDR in it"),
            Column(
                "state", "STATE", .code, .text("state"), aliases: ["status"],
                values: PayoutResource.State.allCases.map(\.rawValue), "where it stands"),
            Column("window", "WINDOW", .code, .text("window_id"), "settlement window"),
            Column("note", "NOTE", .code, .text("note_id"), "settlement note"),
            Column("created", "CREATED", .time, .time("created_at"), "when it was made"),
            Column("age", "AGE", .age, .time("created_at"), "since it was made"),
            Column("released", "RELEASED BY", .code, .text("released_by"), "who released it"),
            Column("approved", "APPROVED BY", .code, .text("approved_by"), "who approved it"),
            Column("flag", "FLAG", .list, .text("flags"), aliases: ["flags"], "what to look at"),
            Column("why", "WHY", .prose, .text("hold_reason"), sortable: false, aliases: ["reason"], "why it is held"),
        ])

    static let dispute = Columns(
        .dispute, mainTime: "raised", sort: "left", descending: false,
        [
            Column("id", "DISPUTE", .code, .text("id"), aliases: ["dispute"], "id"),
            Column(
                "reason", "REASON", .code, .text("reason"), values: DisputeReason.allCases.map(\.rawValue), "reason"),
            Column("claimant", "CLAIMANT", .code, .text("claimant"), "who complains"),
            Column("respondent", "RESPONDENT", .code, .text("respondent"), "who is complained about"),
            Column("cdr", "CDR", .code, .text("cdr"), "its CDR"),
            Column("session", "SESSION", .code, .text("session"), "its session"),
            Column("amount", "AMOUNT", .money, .money("amount_minor", currency: "currency"), "what it is about"),
            Column("held", "HELD", .money, .money("held_minor", currency: "currency"), "what is withheld"),
            Column("currency", "CUR", .code, .text("currency"), "currency"),
            Column(
                "state", "STATE", .code, .text("state"), aliases: ["status"],
                values: DisputeResource.State.allCases.map(\.rawValue), "where it stands"),
            Column(
                "decision", "DECISION", .code, .text("decision"),
                values: DisputeResource.Decision.allCases.map(\.rawValue), "how it was decided"),
            Column("by", "RAISED BY", .code, .text("raised_by"), aliases: ["owner"], "who raised it"),
            Column("raised", "RAISED", .time, .time("raised_at"), "when it was raised"),
            Column("age", "AGE", .age, .time("raised_at"), "since it was raised"),
            Column("due", "DUE", .time, .time("due_at"), "when the next step is due"),
            Column("left", "LEFT", .left, .time("due_at"), "until the next step is due"),
        ])

    static let agreement = Columns(
        .agreement, mainTime: "from", sort: "id", descending: false,
        [
            Column("id", "AGREEMENT", .code, .text("id"), "CPO and DP, or default"),
            Column("cpo", "CPO", .code, .text("cpo"), "CPO"),
            Column("dp", "DP", .code, .text("dp"), aliases: ["emsp"], "DP"),
            Column("modules", "MODULES", .list, .text("modules"), "OCPI modules"),
            Column("commission", "HUB BP", .number, .integer("commission_bp"), unit: "bp", "the hub's commission"),
            Column("share", "DP BP", .number, .integer("dp_share_bp"), unit: "bp", "the DP's share"),
            Column("from", "FROM", .time, .time("valid_from"), "valid from"),
            Column("to", "TO", .time, .time("valid_to"), "valid to"),
            Column("accepted", "ACCEPTED", .list, .text("accepted"), "who accepted"),
            Column("forbidden", "FORBIDDEN", .code, .text("forbidden"), values: ["yes", "no"], "may not trade"),
        ])
}
