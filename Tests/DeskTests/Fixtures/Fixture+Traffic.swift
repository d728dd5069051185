import AdminAPI
import JSON
import Roaming

extension Fixture {
    static let sessions: [any Resource] = [
        session(
            "7f3a-22c1", "12:02:55", "NL*FAS", "NL*TNM", "31.07", 0, [40, 48, 36, 20, 0, 0, 0, 0].map { $0 * 1000 },
            "NL*FAS*E0190*2",
            "··C01", 1895, "13:41:20", ["STUCK"], "silent for 22 min; the EVSE says AVAILABLE", tariff: "NL*FAS/T-11"),
        session(
            "b1c2-0001", "11:10:13", "BE*BEC", "NL*TNM", "41.12", 7100, [7000, 7100, 7100, 7000], "BE*BEC*E07*1",
            "··018", nil,
            "14:03:01", ["UNIT?"], "41,120 Wh reported as kWh"),
        session(
            "e881-2aaa", "13:41:07", "NL*FAS", "DE*EMP", "18.42", 48_900, [5000, 22_000, 48_000, 49_000, 48_900],
            "NL*FAS*E8812*1",
            "··77F", 1087, "14:03:18", [], nil, tariff: "NL*FAS/T-11"),
        session(
            "f00d-44ab", "13:58:40", "FR*IZI", "DE*EMP", "2.1", 121_400, [10_000, 118_000, 121_400], "FR*IZI*E44A*1",
            "··9K2", 124,
            "14:03:20", [], nil),
        session(
            "5e5e-0005", "13:20:02", "SE*VAT", "NL*TNM", "9.8", 11_000, Array(repeating: 11_000, count: 20),
            "SE*VAT*E5*3", "··A40",
            6120, "14:03:15", [], nil, currency: "SEK"),
        SessionResource(
            id: "NL*FAS/0ld-1", version: 9, updatedAt: at("09:58:00"), cpo: party("NL*FAS"), dp: party("DE*EMP"),
            sessionID: "0ld-1",
            status: "COMPLETED", startedAt: at("09:12:44"), endedAt: at("09:57:31"), kwh: kwh("20.5"), powerW: 0,
            powerHistory: [44_000, 40_000, 12_000], locationID: "LOC1", evseUID: "E0190", evseID: "NL*FAS*E0190*1",
            connectorID: "1",
            tokenType: "RFID", tokenMasked: "··9Q1", authMethod: "WHITELIST", currency: "EUR", costMinor: 1362,
            costSource: .cpo,
            lastUpdateAt: at("09:57:31"), cdrID: "NL*FAS/C-88213", tariffID: "NL*FAS/T-11"),
    ]

    private static func session(
        _ id: String, _ started: String, _ cpo: String, _ dp: String, _ energy: String, _ watts: Int, _ history: [Int],
        _ evse: String, _ token: String, _ cost: Int64?, _ last: String, _ flags: [String], _ reason: String?,
        currency: String = "EUR", tariff: String? = nil
    ) -> SessionResource {
        SessionResource(
            id: "\(cpo)/\(id)", version: 4, updatedAt: at(last), cpo: party(cpo), dp: party(dp), sessionID: id,
            status: "ACTIVE",
            startedAt: at(started), kwh: kwh(energy), powerW: watts, powerHistory: history, locationID: "LOC1",
            evseUID: "E0190", evseID: evse, connectorID: "1", tokenType: "RFID", tokenMasked: token,
            authMethod: "AUTH_REQUEST",
            currency: currency, costMinor: cost, costSource: cost == nil ? nil : .hub, lastUpdateAt: at(last),
            flags: flags,
            flagReason: reason, tariffID: tariff, deliveriesMaybe: flags.isEmpty ? 0 : 1)
    }

    static let partners: [any Resource] = [
        partner("NL*FAS", "Fastned", "CPO", .connected, 84, []),
        partner(
            "NL*TNM", "The New Motion", "EMSP", .connected, 4100,
            [
                PartnerAlert(code: "SLOW", text: "authorise p95 4.1 s, usual 90 ms", since: at("13:12:00")),
                PartnerAlert(code: "MAYBE", text: "3 CDRs sent, no answer; not resent", since: at("13:20:00")),
            ]),
        partner("FR*IZI", hostile, "CPO", .connected, 120, []),
        partner(
            "BE*BEC", "Becharge", "CPO", .offline, nil,
            [PartnerAlert(code: "SILENT", text: "no message for 41 min", since: at("13:22:00"))]),
        partner("DE*EMP", "E-Mobil 電気", "EMSP", .suspended, 95, [], reason: "tokens leaked, ticket 4711"),
    ]

    private static func partner(
        _ id: String, _ name: String, _ role: String, _ status: PartnerResource.Status, _ p95: Int?,
        _ alerts: [PartnerAlert],
        reason: String? = nil
    ) -> PartnerResource {
        PartnerResource(
            id: id, version: 12, updatedAt: at("14:01:00"), platform: "pf-\(id.suffix(3))", name: name, role: role,
            status: status,
            ocpiVersion: "2.2.1", registeredAt: at("08:00:00", day: 2),
            lastSeenAt: at(status == .offline ? "13:22:00" : "14:03:01"),
            modules: [
                PartnerModule(
                    identifier: "locations", role: "SENDER", urlHost: "127.0.0.1:9001", advertised: true, expected: true
                ),
                PartnerModule(
                    identifier: "sessions", role: "SENDER", urlHost: "127.0.0.1:9001", advertised: true, expected: true),
                PartnerModule(identifier: "commands", role: "RECEIVER", urlHost: "", advertised: false, expected: true),
            ],
            traffic: PartnerTraffic(inTotal: 12_480, outTotal: 6215, errors4xx: 3, refused: 41, maybe: 3, timeouts: 55),
            latencyMsP50: p95.map { $0 / 2 }, latencyMsP95: p95, alerts: alerts,
            tokenFingerprints: TokenFingerprints(accept: ["fp:9f2c71d0"], send: "fp:44aa01bc"),
            deliveries: DeliveryCounts(pending: 2, refused: 1, maybe: alerts.isEmpty ? 0 : 3), suspendedReason: reason)
    }

    static let commands: [any Resource] = [
        CommandResource(
            id: "cmd-1", version: 2, updatedAt: at("13:30:00"), command: "STOP_SESSION", requester: party("EU*HUB"),
            cpo: party("NL*FAS"),
            dp: party("NL*TNM"), session: "NL*FAS/7f3a-22c1", state: .noResult, reason: "driver called, cable stuck",
            by: "noor",
            createdAt: at("13:29:10")),
        CommandResource(
            id: "cmd-2", version: 3, updatedAt: at("13:41:00"), command: "START_SESSION", requester: party("DE*EMP"),
            cpo: party("NL*FAS"),
            dp: party("DE*EMP"), session: "NL*FAS/e881-2aaa", state: .result, result: "ACCEPTED",
            createdAt: at("13:41:01"),
            resultAt: at("13:41:05")),
    ]

    static let alerts: [any Resource] = [
        AlertResource(
            id: "a-1", version: 1, updatedAt: at("13:12:00"), severity: .critical, subjectKind: .partner,
            subjectID: "NL*TNM",
            code: "SLOW", text: "authorise p95 4.1 s; 38 drivers waited more than 2 s", since: at("13:12:00")),
        AlertResource(
            id: "a-2", version: 1, updatedAt: at("13:41:00"), severity: .warning, subjectKind: .session,
            subjectID: "NL*FAS/7f3a-22c1", code: "STUCK", text: "silent for 22 min", since: at("13:41:20")),
    ]

    static let locations: [any Resource] = [
        LocationResource(
            id: "NL*FAS/LOC1", version: 3, updatedAt: at("14:00:00"), owner: party("NL*FAS"), locationID: "LOC1",
            name: "A2 De Lucht",
            city: "Bruchem", country: "NLD", timeZone: "Europe/Amsterdam", evseCount: 8, connectorCount: 8,
            statuses: ["AVAILABLE": 5, "CHARGING": 2, "OUTOFORDER": 1]),
        LocationResource(
            id: "SE*VAT/X", version: 1, updatedAt: at("14:00:00"), owner: party("SE*VAT"), locationID: "X",
            name: "Söder 中央",
            city: "Stockholm", country: "SWE", timeZone: "Europe/Stockholm", evseCount: 3, connectorCount: 6,
            statuses: ["CHARGING": 3]),
    ]

    static let agreements: [any Resource] = [
        AgreementResource(
            id: "default", version: 1, updatedAt: at("08:00:00", day: 1), modules: ["locations", "sessions", "cdrs"],
            commissionBp: 400,
            dpShareBp: 800, validFrom: at("00:00:00", day: 1), accepted: ["NL*FAS", "NL*TNM", "DE*EMP"],
            forbidden: false),
        AgreementResource(
            id: "NL*FAS>NL*TNM", version: 2, updatedAt: at("08:00:00", day: 5), cpo: party("NL*FAS"),
            dp: party("NL*TNM"),
            modules: ["sessions", "cdrs"], commissionBp: 250, dpShareBp: 600, validFrom: at("00:00:00", day: 5),
            validTo: at("00:00:00", day: 30), accepted: ["NL*FAS", "NL*TNM"], forbidden: false),
    ]
}
