import AdminAPI
import JSON
import Roaming

/// Resources with few distinct values, so that filters and orders meet ties and gaps.
enum Fixtures {
    static let noon = Timestamp(milliseconds: 1_795_348_800_000)

    static func party(_ text: String) -> PartyID {
        guard let party = PartyID(text) else { preconditionFailure("\(text) is no party") }
        return party
    }

    static let cpos = ["NL*FAS", "BE*BEC", "FR*IZI", "SE*VAT"].map(party)
    static let dps = ["DE*EMP", "NL*TNM", "GB*DRV"].map(party)

    static func session(_ number: Int, using random: inout SplitMix) -> SessionResource {
        let cpo = cpos[Int(random.below(4))]
        let isActive = random.below(3) == 0
        let started = noon - .seconds(Int64(random.below(90)) * 60)
        return SessionResource(
            id: "\(cpo)/S\(number)", version: 1, updatedAt: noon, cpo: cpo, dp: dps[Int(random.below(3))],
            sessionID: "S\(number)", status: isActive ? "ACTIVE" : ["COMPLETED", "INVALID"][Int(random.below(2))],
            startedAt: started, endedAt: isActive ? nil : noon,
            kwh: Decimal4(tenThousandths: Int64(random.below(40)) * 5_000),
            powerW: isActive ? Int(random.below(5)) * 11_000 : 0, powerHistory: [1, 2],
            locationID: "LOC\(random.below(9))",
            evseUID: "\(random.below(50))", connectorID: "1", tokenType: "RFID", tokenMasked: "··C\(random.below(10))",
            authMethod: "WHITELIST", currency: cpo == cpos[3] ? "SEK" : "EUR",
            costMinor: random.below(4) == 0 ? nil : Int64(random.below(30)) * 100, costSource: .hub,
            lastUpdateAt: noon - .seconds(Int64(random.below(30)) * 60),
            flags: [[], [], ["STUCK"], ["STUCK", "NO_CDR"], ["UNIT?"]][Int(random.below(5))],
            flagReason: random.below(3) == 0 ? "Überfällig, STILL" : nil, deliveriesMaybe: Int(random.below(2)))
    }

    static func change(_ seq: Int64, _ resource: any Resource) -> Change {
        Change(seq: seq, kind: type(of: resource).kind, id: resource.id, resource: resource.json)
    }

    static func page(
        _ changes: [Change], epoch: String = "e1", role: String = "noc", head: Int64? = nil, more: Bool = false
    ) -> ChangePage {
        ChangePage(epoch: epoch, role: role, head: head ?? changes.last?.seq ?? 0, changes: changes, more: more)
    }

    /// A page of `count` sessions.
    static func sessions(_ count: Int, seed: UInt64) -> ChangePage {
        var random = SplitMix(seed)
        return page((1...count).map { change(Int64($0), session($0, using: &random)) })
    }

    static func payout(_ id: String, state: PayoutResource.State) -> PayoutResource {
        PayoutResource(
            id: id, version: 1, updatedAt: noon, cpo: cpos[0], currency: "EUR", amountMinor: 100, cdrCount: 1,
            windowID: "W", state: state, contentHash: "00", createdAt: noon, noteID: "N", largestMinor: 100)
    }

    static func dispute(_ id: String, state: DisputeResource.State, due: Timestamp) -> DisputeResource {
        DisputeResource(
            id: id, version: 1, updatedAt: noon, cdr: "c", reason: "PRICE_DIFFERS", claimant: dps[0],
            respondent: cpos[0], amountMinor: 1, heldMinor: 1, currency: "EUR", state: state, raisedBy: "tess",
            raisedAt: noon, dueAt: due)
    }

    static func alert(_ id: String, _ severity: AlertResource.Severity) -> AlertResource {
        AlertResource(
            id: id, version: 1, updatedAt: noon, severity: severity, subjectKind: .partner, subjectID: "DE*EMP",
            code: "SLOW", text: "slow", since: noon)
    }

    static func partner(_ id: String, _ status: PartnerResource.Status, alerts: [String] = []) -> PartnerResource {
        PartnerResource(
            id: id, version: 1, updatedAt: noon, platform: "p", name: "Name", role: "EMSP", status: status,
            ocpiVersion: "2.2.1", alerts: alerts.map { PartnerAlert(code: $0, text: $0, since: noon) })
    }

    static func me(roles: [String] = ["noc"], epoch: String = "e1") -> Me {
        Me(
            Caller(person: "noa", name: "Noa", roles: Set(names: roles), isService: false),
            hub: HubInfo(name: "eu-hub", party: party("EU*HUB"), epoch: epoch, now: noon, speed: 1))
    }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ bound: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ (mixed >> 31)) % bound
    }
}
