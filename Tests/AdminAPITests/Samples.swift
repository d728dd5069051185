import JSON
import Roaming

@testable import AdminAPI

/// One resource of each kind with every member present.
enum Samples {
    static let noon = Timestamp(milliseconds: 1_795_348_800_000)
    static func party(_ text: String) -> PartyID {
        guard let party = PartyID(text) else { preconditionFailure("\(text) is no party") }
        return party
    }
    static let fas = party("NL*FAS")
    static let emp = party("DE*EMP")

    static let session = SessionResource(
        id: "NL*FAS/S1", version: 3, updatedAt: noon, cpo: fas, dp: emp, sessionID: "S1", status: "ACTIVE",
        startedAt: noon - .seconds(3_600), endedAt: noon, kwh: Decimal4(tenThousandths: 184_200), powerW: 48_900,
        powerHistory: [0, 11_000, 48_900], locationID: "LOC1", evseUID: "E8812", evseID: "NL*FAS*E8812*1",
        connectorID: "1", tokenType: "RFID", tokenMasked: "··77F", authMethod: "WHITELIST", currency: "EUR",
        costMinor: 1_087, costSource: .hub, lastUpdateAt: noon - .seconds(600), flags: ["STUCK", "NO_CDR"],
        flagReason: "silent; EVSE is free", cdrID: "NL*FAS/C1", tariffID: "NL*FAS/T1", deliveriesMaybe: 1)

    static let partner = PartnerResource(
        id: "DE*EMP", version: 1, updatedAt: noon, platform: "emp", name: "E-Mobility Praxis", role: "EMSP",
        status: .connected, ocpiVersion: "2.2.1", registeredAt: noon, lastSeenAt: noon,
        modules: [
            PartnerModule(
                identifier: "cdrs", role: "RECEIVER", urlHost: "127.0.0.1:9", advertised: true, expected: true)
        ], traffic: PartnerTraffic(inTotal: 1, outTotal: 2, errors4xx: 3, refused: 4, maybe: 5, timeouts: 6),
        latencyMsP50: 12, latencyMsP95: 80, alerts: [PartnerAlert(code: "SLOW", text: "p95 4.1 s", since: noon)],
        tokenFingerprints: TokenFingerprints(accept: ["fp:00112233"], send: "fp:44556677"),
        deliveries: DeliveryCounts(pending: 1, refused: 2, maybe: 3), suspendedReason: "asked by phone")

    static let location = LocationResource(
        id: "NL*FAS/LOC1", version: 1, updatedAt: noon, owner: fas, locationID: "LOC1", name: "Müllerplein",
        city: "Utrecht", country: "NLD", timeZone: "Europe/Amsterdam", evseCount: 4, connectorCount: 8,
        statuses: ["AVAILABLE": 3, "CHARGING": 1])

    static let tariff = TariffResource(
        id: "NL*FAS/T1", version: 2, updatedAt: noon, owner: fas, tariffID: "T1", currency: "EUR", type: "REGULAR",
        summary: "0.59/kWh + 0.62 start", elements: [["price_components": []]],
        minPrice: Decimal4(tenThousandths: 5_000), maxPrice: Decimal4(tenThousandths: 900_000), validFrom: noon,
        validTo: noon + .seconds(86_400), connectors: 412, lastUpdated: noon, tariffVersion: 4, tax: .included,
        headline: headline, lint: ["AFIR-TIME"], severity: .error,
        sessionCosts: SessionCosts(
            gross: true, costs: Dictionary(uniqueKeysWithValues: SessionCosts.names.map { ($0, Int64(1_049)) })),
        pricing: TariffDocument(Samples.wholeTariff))

    static let cdr = CDRResource(
        id: "NL*FAS/C1", version: 1, updatedAt: noon, cpo: fas, dp: emp, cdrID: "C1", session: "NL*FAS/S1",
        startedAt: noon - .seconds(3_600), endedAt: noon, kwh: Decimal4(tenThousandths: 204_500), currency: "EUR",
        claimedMinor: 1_320, computedMinor: 1_207, clearedMinor: 1_207, state: .disputed,
        holdReason: "claim and price differ by 1.13",
        verdicts: [VerdictResource(check: "price", verdict: .fail, text: "claimed 13.20, computed 12.07")],
        ratingLines: [RatingLine(dimension: "ENERGY", quantity: "20.450 kWh", price: "0.59", amount: "12.07")],
        split: SplitResource(cpo: 1_062, hub: 48, dp: 97), journalSeq: 7, windowID: "W-EUR-1",
        payoutID: "P-20261122-0001", disputeID: "D-0001",
        delivery: CDRDelivery(state: .refused, attempts: 2, answer: "200 · 2001 Unknown token"))

    static let window = WindowResource(
        id: "W-EUR-1", version: 9, updatedAt: noon, currency: "EUR", state: .closed, openedAt: noon,
        closedAt: noon, cdrCount: 12, totalMinor: 18_001, notes: 2)

    static let payout = PayoutResource(
        id: "P-20261122-0001", version: 2, updatedAt: noon, cpo: fas, currency: "EUR", amountMinor: 1_800_490,
        cdrCount: 1_377, windowID: "W-EUR-1", state: .released, contentHash: String(repeating: "9f", count: 32),
        releasedBy: "mira", approvedBy: "joost", createdAt: noon, noteID: "N-1", holdReason: "asked",
        largestMinor: 21_240, flags: [">3×MEDIAN"])

    static let dispute = DisputeResource(
        id: "D-0001", version: 4, updatedAt: noon, cdr: "NL*FAS/C1", session: "NL*FAS/S1", reason: "PRICE_DIFFERS",
        claimant: emp, respondent: fas, amountMinor: 1_320, heldMinor: 1_062, currency: "EUR", state: .decided,
        proposal: DisputeProposal(decision: .forDp, by: "tess", at: noon, text: "v3 had a time price"),
        decision: .forDp, raisedBy: "tess", decidedBy: "lena", raisedAt: noon, dueAt: noon + .seconds(7_200),
        thread: [DisputeRemark(at: noon, by: "tess", text: "wrong version")])

    static let command = CommandResource(
        id: "CMD-1", version: 2, updatedAt: noon, command: "STOP_SESSION", requester: party("EU*HUB"), cpo: fas,
        dp: emp, session: "NL*FAS/S1", state: .result, result: "ACCEPTED", reason: "stuck", by: "noa",
        createdAt: noon, resultAt: noon, dpInformedAt: noon)

    static let agreement = AgreementResource(
        id: "NL*FAS>DE*EMP", version: 1, updatedAt: noon, cpo: fas, dp: emp, modules: ["sessions", "cdrs"],
        commissionBp: 400, dpShareBp: 800, validFrom: noon, validTo: noon, accepted: ["DE*EMP", "NL*FAS"],
        forbidden: false, pricing: terms)

    static let alert = AlertResource(
        id: "A1", version: 1, updatedAt: noon, severity: .warning, subjectKind: .partner, subjectID: "DE*EMP",
        code: "SLOW", text: "authorise p95 4.1 s", since: noon)

    static let resources: [AnyResource] = [
        .session(session), .partner(partner), .location(location), .tariff(tariff), .cdr(cdr), .window(window),
        .payout(payout), .dispute(dispute), .command(command), .agreement(agreement), .alert(alert),
    ]
}

extension Samples {
    static let price = PricedCDR(
        id: "1", currency: "EUR", totalCost: PriceAmounts(excl: "10.0000", incl: "12.1000"),
        energyCost: PriceAmounts(excl: "8", incl: "9.68"), timeCost: PriceAmounts(excl: "1", incl: "1.21"),
        parkingCost: PriceAmounts(excl: "0.5", incl: "0.605"), fixedCost: PriceAmounts(excl: "0.25", incl: "0.3025"),
        reservationCost: PriceAmounts(excl: "0.75", incl: "0.9075"),
        billed: PriceQuantities(energy: "20", time: "1", parking: "0.5", reservation: "0.25"),
        lines: [
            PriceLine(
                dimension: "ENERGY", period: 0, quantity: "20", price: "0.4", element: 1, component: 0, costExcl: "8",
                costIncl: "9.68")
        ], limit: "max_price", totalBeforeLimit: PriceAmounts(excl: "10.5", incl: "12.705"),
        notes: ["period_spans_price_change"], divergences: ["total_cost.excl:+1.50"],
        explanations: [PriceExplanation(deviations: ["utc_instead_of_local"], explains: "all", text: "read in UTC")])
}
