import JSON
import Roaming
import Testing

@testable import AdminAPI

/// A value of the contract beside its schema.
struct ContractCase: CustomTestStringConvertible, Sendable {
    let schema: Schema
    let json: JSONValue
    let again: @Sendable (ObjectReader) throws -> JSONValue

    init<Value: JSONConvertible>(_ value: Value, _ schema: Schema) {
        self.schema = schema
        json = value.json
        again = { try Value($0).json }
    }

    var testDescription: String { schema.name }

    static let resources: [ContractCase] = Samples.resources.map { resource in
        func open<Value: Resource>(_ value: Value) -> ContractCase { ContractCase(value, Value.schema) }
        return open(resource.resource)
    }

    static let all = resources + others + Samples.pricing

    static let noon = Samples.noon
    static let line = JournalLineResource(
        account: "2110", name: "unbilled:cpo", party: Samples.fas, currency: "EUR", side: .c, amountMinor: 12)
    static let message = MessageSummary(
        id: 9, at: noon, direction: .in, platform: "emp", from: Samples.fas, to: Samples.emp, module: "sessions",
        method: "PUT", path: "/ocpi/2.2.1/receiver/sessions/NL/FAS/S1", httpStatus: 200, ocpiStatus: 1000,
        latencyMs: 3, outcome: .ok, correlationID: "c-1", session: "NL*FAS/S1", bytes: 812)

    static let others: [ContractCase] = [
        ContractCase(
            Me(
                person: "mira", name: "Mira", roles: ["noc"], service: false, permissions: ["session.stop"],
                kinds: ["session"], scopes: ["read.messages"],
                hub: HubInfo(name: "eu-hub", party: Samples.fas, epoch: "e1", now: noon, speed: 60)), Me.schema),
        ContractCase(Change(seq: 5, kind: .session, id: "x", resource: ["id": "x"]), Change.schema),
        ContractCase(ChangePage(epoch: "e", role: "noc", head: 5, changes: [], more: false), ChangePage.schema),
        ContractCase(Doorbell(epoch: "e", role: "noc", head: 5, now: noon), Doorbell.schema),
        ContractCase(
            Problem(.badValue, "limit: must be from 1", field: "limit", rule: "must be from 1"), Problem.schema),
        ContractCase(message, MessageSummary.schema),
        ContractCase(
            MessageDetail(
                summary: message, requestHeaders: [HeaderLine(name: "Authorization", value: "fp:00112233")],
                requestBody: "{}", responseHeaders: [], responseBody: "{}", failure: "timed out"),
            MessageDetail.schema),
        ContractCase(
            TimelineStep(
                at: noon, stage: .cdr, state: .late, title: "CDR", text: "due 4 min ago", latencyMs: 1,
                linkKind: "cdr", linkID: "x", messageID: 3), TimelineStep.schema),
        ContractCase(
            PayoutLineResource(
                cdr: "c", session: "s", dp: Samples.emp, endedAt: noon, kwh: .zero, clearedMinor: 1, cpoMinor: 1),
            PayoutLineResource.schema),
        ContractCase(
            DecisionPreview(
                dispute: "D-1", decision: .forCpo, version: 2, entries: [line], payoutChangeMinor: -99,
                currency: "EUR", sentences: ["credit CDR"]), DecisionPreview.schema),
        ContractCase(
            JournalResource(
                seq: 1, rule: "cdr", source: "cdr:NL*FAS/C1", text: "CDR", postedAt: noon, windowID: "W", reverses: 1,
                by: "mira", entries: [line]), JournalResource.schema),
        ContractCase(
            TrialBalance(
                at: noon, lastSeq: 1, inBalance: true,
                lines: [
                    TrialBalanceLine(
                        account: "1110", name: "unbilled:dp", party: Samples.emp, currency: "EUR", debitMinor: 12,
                        creditMinor: 0)
                ]), TrialBalance.schema),
        ContractCase(
            AuditEntry(
                seq: 1, at: noon, person: "mira", action: "payout.approve", targetKind: "payout", targetID: "P",
                outcome: .refused, text: "four eyes"), AuditEntry.schema),
        ContractCase(
            PersonResource(
                id: "mira", name: "Mira", roles: ["noc"], service: false, createdAt: noon,
                tokens: [PersonToken(fingerprint: "fp:00112233", createdAt: noon, lastUsedAt: noon)]),
            PersonResource.schema),
        ContractCase(
            RoleRow(role: "noc", words: "x", actions: ["session.stop"], kinds: ["session"], scopes: []),
            RoleRow.schema),
        ContractCase(
            Settings(
                version: 1, updatedAt: noon, priceToleranceMinor: 2, stuckAfterSeconds: 900,
                cdrDueAfterSeconds: 3_600, disputeDueHours: 24, largePayoutMinor: 5_000_000,
                disabledRules: ["AFIR-FLAT"]), Settings.schema),
        ContractCase(Invitation(platform: "p", token: "t", versionsURL: "http://127.0.0.1/"), Invitation.schema),
        ContractCase(IssuedToken(person: "mira", token: "t", fingerprint: "fp:00112233"), IssuedToken.schema),
        ContractCase(
            Platform(platform: "p", status: "CONNECTED", parties: ["NL*FAS"], sendFingerprint: "fp:00112233"),
            Platform.schema),
        ContractCase(
            PriceBody(
                id: "1", version: "2.2.1", timeZone: "Europe/Amsterdam", cdr: ["id": "C1"], tariffs: [["id": "T1"]],
                policy: ["extension": "none"]), PriceBody.schema),
        ContractCase(Samples.price, PricedCDR.schema),
        ContractCase(Samples.price.totalCost, PriceAmounts.schema),
        ContractCase(Samples.price.billed, PriceQuantities.schema),
        ContractCase(Samples.price.lines[0], PriceLine.schema),
        ContractCase(Samples.price.explanations![0], PriceExplanation.schema),
        ContractCase(ReasonBody(reason: "stuck"), ReasonBody.schema),
        ContractCase(OptionalReasonBody(reason: "ok"), OptionalReasonBody.schema),
        ContractCase(InvitationBody(platform: "p", termsAccepted: true), InvitationBody.schema),
        ContractCase(
            RegistrationBody(platform: "p", versionsURL: "http://127.0.0.1/", token: "t", termsAccepted: true),
            RegistrationBody.schema),
        ContractCase(
            AgreementBody(
                modules: ["cdrs"], commissionBp: 400, dpShareBp: 800, validFrom: noon, validTo: noon,
                forbidden: false, pricing: Samples.terms), AgreementBody.schema),
        ContractCase(ApprovalBody(contentHash: "9f", amountMinor: 12), ApprovalBody.schema),
        ContractCase(
            DisputeBody(cdr: "NL*FAS/C1", reason: .priceDiffers, text: "x", claimant: Samples.emp), DisputeBody.schema),
        ContractCase(DecisionBody(decision: .forCpo, text: "x"), DecisionBody.schema),
        ContractCase(PersonBody(id: "mira-2", name: "Mira", roles: ["noc"], service: false), PersonBody.schema),
        ContractCase(
            SettingsBody(
                priceToleranceMinor: 2, stuckAfterSeconds: 900, cdrDueAfterSeconds: 3_600, disputeDueHours: 24,
                largePayoutMinor: 1, disabledRules: ["AFIR-FLAT"]), SettingsBody.schema),
    ]
}

@Suite struct ContractTests {
    @Test(arguments: ContractCase.all)
    func `a value writes exactly the members of its schema, in order`(_ row: ContractCase) throws {
        let written = try ObjectReader(row.json).object.members.map(\.name)
        let named = row.schema.fields.map(\.name).filter { row.schema.name != "Change" || $0 != "deleted" }
        #expect(written == named)
    }

    @Test(arguments: ContractCase.all)
    func `what was written reads back as the same value`(_ row: ContractCase) throws {
        let bytes = row.json.serialized()
        #expect(try row.again(ObjectReader(JSON.parse(bytes))) == row.json)
    }

    @Test(arguments: ContractCase.all)
    func `a value without a required member is refused by that member's name`(_ row: ContractCase) throws {
        let object = try ObjectReader(row.json).object
        // Problems of other servers, such as a proxy's, are read as far as they go.
        let tolerated = row.schema.name == "Problem" ? ["type", "detail"] : []
        for field in row.schema.fields
        where field.isRequired && !tolerated.contains(field.name) && field.type != .anyJSON {
            // A list that is left out is an empty list.
            if case .list(.object) = field.type { continue }
            var shortened = object
            shortened[field.name] = nil
            let error = #expect(throws: FieldError.self) { try row.again(ObjectReader(.object(shortened))) }
            #expect(error?.field.contains(field.name) == true)
        }
    }

    @Test(arguments: ContractCase.all)
    func `a value without its optional members is accepted`(_ row: ContractCase) throws {
        var object = try ObjectReader(row.json).object
        for field in row.schema.fields where !field.isRequired { object[field.name] = nil }
        if row.schema.name == "Change" { object["deleted"] = true }
        #expect(try row.again(ObjectReader(.object(object))) == .object(object))
    }

    @Test(arguments: ContractCase.all)
    func `members of a newer hub are passed over`(_ row: ContractCase) throws {
        var object = try ObjectReader(row.json).object
        object["added_next_year"] = ["deep": [1, 2]]
        #expect(try row.again(ObjectReader(.object(object))) == row.json)
    }

    @Test func `every schema that a route or field names is in the catalogue once`() {
        let names = SchemaCatalogue.all.map(\.name)
        #expect(Set(names).count == names.count)
        func referenced(_ type: FieldType) -> [String] {
            switch type {
            case .object(let name): [name]
            case .list(let element), .map(let element): referenced(element)
            default: []
            }
        }
        let fromFields = SchemaCatalogue.all.flatMap { $0.fields.flatMap { referenced($0.type) } }
        let fromRoutes = RouteTable.all.flatMap { route -> [String] in
            var names = route.body.map { [$0] } ?? []
            if case .json(let name) = route.answer { names.append(name) }
            return names
        }
        #expect(Set(fromFields + fromRoutes).subtracting(names) == [])
        let tested = (ContractCase.all).map(\.schema.name)
        // Parts are written and read inside what they are parts of, pages and answers are generic.
        let untested = Set(names).subtracting(tested).subtracting(fromFields)
        #expect(untested.filter { !$0.hasSuffix("Page") && !$0.hasSuffix("Answer") } == [])
    }
}
