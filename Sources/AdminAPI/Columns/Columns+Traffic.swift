/// What is running, who is connected, and what was said.
extension Columns {
    static let session = Columns(
        .session, mainTime: "started", sort: "started", descending: true,
        [
            Column("id", "ID", .code, .text("id"), "CPO and session id"),
            Column(
                "state", "S", .code, .text("status"), aliases: ["status"],
                values: ["ACTIVE", "COMPLETED", "INVALID", "PENDING", "RESERVATION"], "OCPI status"),
            Column("started", "STARTED", .time, .time("started_at"), "when charging began"),
            Column("ended", "ENDED", .time, .time("ended_at"), "when it ended"),
            Column("cpo", "CPO", .code, .text("cpo"), "who runs the charge point"),
            Column("dp", "DP", .code, .text("dp"), aliases: ["emsp"], "whose driver is charging"),
            Column("evse", "EVSE", .code, .either("evse_id", "evse_uid"), "EVSE id"),
            Column("location", "LOCATION", .code, .text("location_id"), sortable: false, "OCPI location"),
            Column("token", "TOKEN", .code, .text("token_masked"), sortable: false, "last characters of the token"),
            Column("tokentype", "TYPE", .code, .text("token_type"), sortable: false, "RFID, APP_USER…"),
            Column("auth", "AUTH", .code, .text("auth_method"), sortable: false, "OCPI auth method"),
            Column("kwh", "kWh", .number, .decimal("kwh"), unit: "kWh", "energy so far"),
            Column(
                "kw", "kW", .number, .integer("power_w", tenThousandths: 10), unit: "kW", aliases: ["power"],
                "power between the last two updates"),
            Column("cost", "COST", .money, .money("cost_minor", currency: "currency"), "running cost excluding VAT"),
            Column("currency", "CUR", .code, .text("currency"), "currency of the cost"),
            Column("age", "AGE", .age, .time("last_update_at"), "since the CPO last reported"),
            Column("flag", "FLAG", .list, .text("flags"), aliases: ["flags"], "what looks wrong"),
            Column("why", "WHY", .prose, .text("flag_reason"), sortable: false, "the flag's reason in words"),
            Column("cdr", "CDR", .code, .text("cdr_id"), sortable: false, "its CDR"),
            Column("tariff", "TARIFF", .code, .text("tariff_id"), sortable: false, "its tariff"),
            Column("maybe", "MAYBE", .number, .integer("deliveries_maybe"), "deliveries of unknown fate"),
        ])

    static let partner = Columns(
        .partner, mainTime: "seen", sort: "id", descending: false,
        [
            Column("id", "PARTNER", .code, .text("id"), aliases: ["party"], "party"),
            Column("name", "NAME", .prose, .text("name"), "business name"),
            Column("role", "ROLE", .code, .text("role"), "CPO, EMSP…"),
            Column(
                "state", "STATE", .code, .text("status"), aliases: ["status"],
                values: PartnerResource.Status.allCases.map(\.rawValue), "connection status"),
            Column("platform", "PLATFORM", .code, .text("platform"), "platform that speaks for it"),
            Column("ocpi", "OCPI", .code, .text("ocpi_version"), "version in use"),
            Column("seen", "SEEN", .time, .time("last_seen_at"), "last message that succeeded"),
            Column("age", "AGE", .age, .time("last_seen_at"), "since that message"),
            Column("registered", "REGISTERED", .time, .time("registered_at"), "when credentials were exchanged"),
            Column("p50", "P50", .number, .integer("latency_ms_p50"), unit: "ms", "median answer time"),
            Column("p95", "P95", .number, .integer("latency_ms_p95"), unit: "ms", "95th percentile answer time"),
            Column("in", "IN", .number, .integer("traffic.in_total"), "requests from it"),
            Column("out", "OUT", .number, .integer("traffic.out_total"), "requests to it"),
            Column("timeouts", "T/O", .number, .integer("traffic.timeouts"), "requests without an answer"),
            Column("pending", "PENDING", .number, .integer("deliveries.pending"), "deliveries waiting"),
            Column("refused", "REFUSED", .number, .integer("deliveries.refused"), "deliveries it refused"),
            Column("maybe", "MAYBE", .number, .integer("deliveries.maybe"), "deliveries of unknown fate"),
            Column("alert", "ALERT", .list, .text("alerts.code"), aliases: ["flag", "alerts"], "what is wrong"),
            Column("why", "WHY", .prose, .text("suspended_reason"), sortable: false, "why it is suspended"),
        ])

    static let location = Columns(
        .location, mainTime: "updated", sort: "id", descending: false,
        [
            Column("id", "LOCATION", .code, .text("id"), "CPO and location id"),
            Column("cpo", "CPO", .code, .text("owner"), aliases: ["owner"], "whose it is"),
            Column("name", "NAME", .prose, .text("name"), "name or address"),
            Column("city", "CITY", .prose, .text("city"), "city"),
            Column("country", "COUNTRY", .code, .text("country"), "ISO country"),
            Column("zone", "ZONE", .code, .text("time_zone"), "time zone"),
            Column("evses", "EVSES", .number, .integer("evse_count"), "EVSEs"),
            Column("connectors", "CONN", .number, .integer("connector_count"), "connectors"),
            Column("free", "FREE", .number, .integer("statuses.AVAILABLE"), "EVSEs available"),
            Column("charging", "CHARGING", .number, .integer("statuses.CHARGING"), "EVSEs charging"),
            Column("updated", "UPDATED", .time, .time("updated_at"), "when it last changed"),
        ])

    static let tariff = Columns(
        .tariff, mainTime: "published", sort: "id", descending: false,
        [
            Column("id", "TARIFF", .code, .text("id"), aliases: ["tariff"], "CPO and tariff id"),
            Column("cpo", "CPO", .code, .text("owner"), aliases: ["owner"], "whose it is"),
            Column("currency", "CUR", .code, .text("currency"), "currency"),
            Column("type", "TYPE", .code, .text("type"), "OCPI tariff type"),
            Column("price", "PRICE", .prose, .text("summary"), aliases: ["summary"], "in words"),
            Column("min", "MIN", .number, .decimal("min_price"), "least cost"),
            Column("max", "MAX", .number, .decimal("max_price"), "greatest cost"),
            Column("from", "FROM", .time, .time("valid_from"), "valid from"),
            Column("to", "TO", .time, .time("valid_to"), "valid to"),
            Column("connectors", "CONN", .number, .integer("connectors"), "connectors that name it"),
            Column("published", "PUBLISHED", .time, .time("last_updated"), "when the CPO published it"),
            Column("version", "V", .number, .integer("tariff_version"), "different contents so far"),
            Column("country", "COUNTRY", .code, .text("country"), "country of the CPO"),
            Column("kwh", "/kWh", .number, .decimal("headline.kwh"), aliases: ["energy"], "least price of a kWh"),
            Column("minute", "/min", .number, .decimal("headline.minute"), "least price of a minute of charging"),
            Column("flat", "/SESSION", .number, .decimal("headline.session"), "least fee of a session"),
            Column("varies", "VARIES", .code, .text("headline.varies"), values: ["yes", "no"], "depends on something"),
            Column("used", "USED", .code, .text("used"), values: ["yes", "no"], "whether a connector names it"),
            Column("lint", "LINT", .list, .text("lint"), aliases: ["flag"], "price rules that found something"),
            Column(
                "severity", "SEVERITY", .code, .text("severity"),
                values: RuleFindingResource.Severity.allCases.map(\.rawValue), "the worst finding"),
        ] + sessionCosts)

    private static let sessionCosts = SessionCosts.names.map { name in
        Column(
            name, name.uppercased(), .money, .money(MemberPath("session_costs.\(name)"), currency: "currency"),
            "cost of the standard session \(name.uppercased())")
    }

    static let command = Columns(
        .command, mainTime: "created", sort: "created", descending: true,
        [
            Column("id", "ID", .code, .text("id"), "id"),
            Column("command", "COMMAND", .code, .text("command"), aliases: ["type"], "OCPI command"),
            Column("requester", "FROM", .code, .text("requester"), "who asked"),
            Column("cpo", "CPO", .code, .text("cpo"), "who carries it out"),
            Column("dp", "DP", .code, .text("dp"), "whose driver it concerns"),
            Column("session", "SESSION", .code, .text("session"), "session"),
            Column(
                "state", "STATE", .code, .text("state"), aliases: ["status"],
                values: CommandResource.State.allCases.map(\.rawValue), "where it stands"),
            Column("result", "RESULT", .code, .text("result"), "OCPI result"),
            Column("why", "WHY", .prose, .text("reason"), sortable: false, aliases: ["reason"], "reason"),
            Column("by", "BY", .code, .text("by"), "person"),
            Column("created", "CREATED", .time, .time("created_at"), "when it was sent"),
            Column("age", "AGE", .age, .time("created_at"), "since it was sent"),
        ])

    static let alert = Columns(
        .alert, mainTime: "began", sort: "began", descending: true,
        [
            Column("id", "ID", .code, .text("id"), "id"),
            Column(
                "severity", "SEVERITY", .code, .text("severity"),
                values: AlertResource.Severity.allCases.map(\.rawValue),
                "how bad"),
            Column(
                "kind", "KIND", .code, .text("subject_kind"), values: Kind.allCases.map(\.rawValue), "what it is about"),
            Column("subject", "SUBJECT", .code, .text("subject_id"), "id of what it is about"),
            Column("code", "CODE", .code, .text("code"), "what it is"),
            Column("text", "TEXT", .prose, .text("text"), sortable: false, "in words"),
            Column("began", "BEGAN", .time, .time("since"), "when it began"),
            Column("age", "AGE", .age, .time("since"), "since it began"),
        ])
}
