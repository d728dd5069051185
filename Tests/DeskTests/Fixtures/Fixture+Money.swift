import AdminAPI
import Roaming

extension Fixture {
    static let hash = "9f2c71d044aa01bc5577de0134c0ffee9f2c71d044aa01bc5577de0134c0ffee"

    static let payouts: [any Resource] = [
        payout("P-20261121-0007", "NL*FAS", "EUR", 4_122_014, 3102, .ready, []),
        payout("P-20261121-0008", "FR*IZI", "EUR", 1_800_490, 1377, .released, [">3×AVG"], released: "joost"),
        payout("P-20261121-0009", "BE*BEC", "EUR", 231_000, 204, .held, [], hold: "bank account is new"),
        payout("P-20261121-0010", "SE*VAT", "SEK", 22_000_000, 912, .released, [], released: "mira"),
    ]

    private static func payout(
        _ id: String, _ cpo: String, _ currency: String, _ amount: Int64, _ cdrs: Int, _ state: PayoutResource.State,
        _ flags: [String], released: String? = nil, hold: String? = nil
    ) -> PayoutResource {
        PayoutResource(
            id: id, version: 3, updatedAt: at("00:05:00"), cpo: party(cpo), currency: currency, amountMinor: amount,
            cdrCount: cdrs,
            windowID: "W-\(currency)-0007", state: state, contentHash: hash, releasedBy: released,
            createdAt: at("00:05:00"),
            noteID: "SN-\(id.suffix(4))", holdReason: hold, largestMinor: 21_240, flags: flags)
    }

    static let windows: [any Resource] = [
        WindowResource(
            id: "W-EUR-0008", version: 40, updatedAt: at("14:02:00"), currency: "EUR", state: .open,
            openedAt: at("00:00:00"), cdrCount: 812,
            totalMinor: 1_204_455, notes: 0),
        WindowResource(
            id: "W-EUR-0007", version: 99, updatedAt: at("00:05:00"), currency: "EUR", state: .closed,
            openedAt: at("00:00:00", day: 21),
            closedAt: at("00:00:00"), cdrCount: 4683, totalMinor: 6_153_504, notes: 3),
    ]

    static let cdrs: [any Resource] = [
        CDRResource(
            id: "NL*FAS/C-88213", version: 6, updatedAt: at("10:01:00"), cpo: party("NL*FAS"), dp: party("DE*EMP"),
            cdrID: "C-88213",
            session: "NL*FAS/0ld-1", startedAt: at("09:12:44"), endedAt: at("09:57:31"), kwh: kwh("20.5"),
            currency: "EUR",
            claimedMinor: 1362, computedMinor: 1272, clearedMinor: 1362, state: .disputed,
            verdicts: [
                VerdictResource(check: "energy", verdict: .ok, text: "20.5 kWh in 45 min at a 150 kW connector"),
                VerdictResource(check: "price", verdict: .warn, text: "claim is 0.90 EUR above the tariff's price"),
                VerdictResource(check: "token", verdict: .ok, text: "authorised at 09:12:40"),
            ],
            ratingLines: [
                RatingLine(dimension: "ENERGY", quantity: "20.5 kWh", price: "0.59", amount: "12.10"),
                RatingLine(dimension: "FLAT", quantity: "1", price: "0.62", amount: "0.62"),
            ], split: SplitResource(cpo: 1162, hub: 53, dp: 105), journalSeq: 811, windowID: "W-EUR-0008",
            disputeID: "D-0412",
            delivery: CDRDelivery(state: .delivered, attempts: 1, answer: "200 · 1000")),
        cdr("C-88214", "NL*TNM", 950, 950, 950, .accepted, nil, .maybe),
        cdr("C-88215", "NL*TNM", 9999, nil, nil, .held, "claimed 99.99 EUR, the tariff gives 9.99 EUR", .pending),
        cdr("C-88216", "DE*EMP", 2210, 2210, 2210, .settled, nil, .refused),
    ]

    private static func cdr(
        _ id: String, _ dp: String, _ claimed: Int64, _ computed: Int64?, _ cleared: Int64?, _ state: CDRResource.State,
        _ hold: String?, _ delivery: CDRDelivery.State
    ) -> CDRResource {
        CDRResource(
            id: "NL*FAS/\(id)", version: 2, updatedAt: at("12:00:00"), cpo: party("NL*FAS"), dp: party(dp), cdrID: id,
            startedAt: at("11:00:00"), endedAt: at("11:40:00"), kwh: kwh("16.1"), currency: "EUR",
            claimedMinor: claimed,
            computedMinor: computed, clearedMinor: cleared, state: state, holdReason: hold, windowID: "W-EUR-0008",
            delivery: CDRDelivery(state: delivery, attempts: 2, answer: "200 · 2001"))
    }

    static let disputes: [any Resource] = [
        DisputeResource(
            id: "D-0412", version: 3, updatedAt: at("11:00:00"), cdr: "NL*FAS/C-88213", session: "NL*FAS/0ld-1",
            reason: "PRICE_DIFFERS",
            claimant: party("DE*EMP"), respondent: party("NL*FAS"), amountMinor: 1362, heldMinor: 1162, currency: "EUR",
            state: .open,
            raisedBy: "sam", raisedAt: at("10:40:00"), dueAt: at("16:00:00"),
            thread: [
                DisputeRemark(
                    at: at("10:40:00"), by: "sam", text: "The driver's app showed 0.59/kWh and no time price.")
            ]),
        DisputeResource(
            id: "D-0409", version: 7, updatedAt: at("11:00:00", day: 20), cdr: "BE*BEC/C-1", reason: "ZERO_KWH",
            claimant: party("NL*TNM"),
            respondent: party("BE*BEC"), amountMinor: 250, heldMinor: 220, currency: "EUR", state: .proposed,
            proposal: DisputeProposal(
                decision: .forDp, by: "sam", at: at("12:00:00", day: 21), text: "no energy, start fee only"),
            raisedBy: "lena", raisedAt: at("09:00:00", day: 19), dueAt: at("13:00:00")),
    ]

    static let timeline: [TimelineStep] = [
        TimelineStep(
            at: at("12:02:51"), stage: .authorise, state: .done, title: "authorise", text: "NL*TNM ALLOWED",
            latencyMs: 84, messageID: 1),
        TimelineStep(
            at: at("12:02:55"), stage: .session, state: .done, title: "session", text: "ACTIVE, 14 updates, 31.07 kWh",
            messageID: 2),
        TimelineStep(
            at: at("13:41:20"), stage: .session, state: .late, title: "silence", text: "22 min; the usual gap is 60 s"),
        TimelineStep(
            at: at("13:44:02"), stage: .evse, state: .wrong, title: "EVSE status",
            text: "AVAILABLE contradicts the session"),
        TimelineStep(stage: .cdr, state: .late, title: "CDR", text: "missing, due 4 min ago"),
        TimelineStep(stage: .clearing, state: .missing, title: "clearing", text: "not yet"),
        TimelineStep(stage: .payout, state: .missing, title: "payout", text: "not yet"),
    ]

    static let messages: [MessageSummary] = [
        message(1, "12:02:51", .in, "NL*FAS", "NL*TNM", "POST", "/ocpi/2.2.1/tokens/04A1/authorize", "tokens", 84, .ok),
        message(
            2, "12:02:51", .out, "NL*FAS", "NL*TNM", "POST", "/emsp/2.2.1/tokens/04A1/authorize", "tokens", 81, .ok),
        message(
            3, "12:02:55", .in, "NL*FAS", "NL*TNM", "PUT", "/ocpi/2.2.1/sessions/NL/FAS/7f3a", "sessions", 10_004, .ok,
            ocpi: 4002),
        message(
            4, "12:02:55", .out, "NL*FAS", "NL*TNM", "PUT", "/emsp/2.2.1/sessions/NL/FAS/7f3a", "sessions", 10_000,
            .maybe),
        message(5, "12:03:25", .in, "NL*FAS", "NL*TNM", "PUT", "/ocpi/2.2.1/sessions/NL/FAS/7f3a", "sessions", 40, .ok),
        message(
            6, "12:03:25", .out, "NL*FAS", "NL*TNM", "PUT", "/emsp/2.2.1/sessions/NL/FAS/7f3a", "sessions", 38,
            .refused, ocpi: 2001),
    ]

    private static func message(
        _ id: Int64, _ clock: String, _ direction: MessageSummary.Direction, _ from: String, _ to: String,
        _ method: String,
        _ path: String, _ module: String, _ latency: Int, _ outcome: MessageSummary.Outcome, ocpi: Int = 1000
    ) -> MessageSummary {
        MessageSummary(
            id: id, at: at(clock), direction: direction, from: party(from), to: party(to), module: module,
            method: method, path: path,
            httpStatus: outcome == .maybe ? nil : 200, ocpiStatus: outcome == .maybe ? nil : ocpi, latencyMs: latency,
            outcome: outcome,
            bytes: 512)
    }

    static let payoutLines: [PayoutLineResource] = (1...6).map { number in
        PayoutLineResource(
            cdr: "FR*IZI/C-\(number)", dp: party("DE*EMP"), endedAt: at("1\(number):00:00", day: 21),
            kwh: kwh("2\(number).5"),
            clearedMinor: 1000 + Int64(number), cpoMinor: 880 + Int64(number))
    }

    static func preview(_ decision: DisputeResource.Decision) -> DecisionPreview {
        DecisionPreview(
            dispute: "D-0412", decision: decision, version: 3,
            entries: [
                JournalLineResource(
                    account: "2120", name: "CPO payable, disputed", party: party("NL*FAS"), currency: "EUR", side: .d,
                    amountMinor: 1162),
                JournalLineResource(
                    account: decision == .forCpo ? "2100" : "1100",
                    name: decision == .forCpo ? "CPO payable" : "DP receivable",
                    party: party(decision == .forCpo ? "NL*FAS" : "DE*EMP"), currency: "EUR", side: .c,
                    amountMinor: 1162),
            ], payoutChangeMinor: decision == .forCpo ? 1162 : 0, currency: "EUR",
            sentences: [
                decision == .forCpo ? "The held part is owed to the CPO again." : "The CDR is credited in full."
            ])
    }
}
