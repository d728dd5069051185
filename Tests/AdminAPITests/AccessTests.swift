import Testing

@testable import AdminAPI

@Suite struct AccessTests {
    /// The whole table: which roles may do which action.
    static let table: [(action: ActionName, roles: Set<Role>)] = [
        (.stopSession, [.noc]), (.suspendPartner, [.noc]), (.resumePartner, [.noc]),
        (.invitePartner, [.admin]), (.registerPartner, [.admin]), (.rotatePartnerToken, [.admin]),
        (.acceptTerms, [.admin]), (.unregisterPartner, [.admin]), (.setAgreement, [.admin, .financeAdmin]),
        (.recheckCDR, [.financeMaker, .supportLead]), (.closeWindow, [.financeMaker]),
        (.releasePayout, [.financeMaker]), (.holdPayout, [.financeMaker]), (.unholdPayout, [.financeMaker]),
        (.cancelPayout, [.financeMaker, .financeApprover]), (.approvePayout, [.financeApprover]),
        (.raiseDispute, [.support, .supportLead]), (.proposeDecision, [.support, .supportLead]),
        (.decideDispute, [.supportLead]), (.addPerson, [.admin]), (.issuePersonToken, [.admin]),
        (.changeSettings, [.financeAdmin]),
    ]

    @Test func `every role may do exactly what the table says`() {
        #expect(Set(Self.table.map(\.action)) == Set(ActionName.allCases))
        for (action, roles) in Self.table {
            for role in Role.allCases {
                let allowed = Permissions.allows(action, roles: [role], isService: false)
                #expect(allowed == roles.contains(role), "\(role.rawValue) \(action.rawValue)")
                #expect((Permissions.refusal(of: action, roles: [role], isService: false) == nil) == allowed)
            }
        }
    }

    @Test func `a service may do nothing, whatever roles it has`() {
        for action in ActionName.allCases {
            #expect(!Permissions.allows(action, roles: .everyone, isService: true))
            #expect(Permissions.refusal(of: action, roles: .everyone, isService: true) != nil)
        }
        #expect(Permissions.actions(roles: .everyone, isService: true) == [])
    }

    @Test(arguments: [Role.viewer, .auditor])
    func `who only reads may do nothing`(_ role: Role) {
        #expect(Permissions.actions(roles: [role], isService: false) == [])
    }

    @Test func `an auditor reads everything`() {
        let auditor = Caller(person: "ada", name: "Ada", roles: [.auditor], isService: false)
        #expect(Kind.allCases.allSatisfy { auditor.may(read: $0) })
        #expect(ReadScope.allCases.allSatisfy { auditor.may(read: $0) })
    }

    @Test(arguments: [Role.viewer, .noc])
    func `operations do not read money`(_ role: Role) {
        let caller = Caller(person: "noa", name: "Noa", roles: [role], isService: false)
        #expect(Kind.allCases.filter { !caller.may(read: $0) } == [.window, .payout, .dispute])
        #expect(!caller.may(read: .ledger))
        #expect(caller.may(read: ReadScope.messages) == (role == .noc))
    }

    @Test func `nobody approves what they released or decides what they raised`() {
        #expect(SeparationOfDuties.refusal(of: .approvePayout, by: "mira", earlier: ["mira"]) != nil)
        #expect(SeparationOfDuties.refusal(of: .decideDispute, by: "tess", earlier: ["tess"]) != nil)
        #expect(SeparationOfDuties.refusal(of: .approvePayout, by: "joost", earlier: ["mira"]) == nil)
        #expect(SeparationOfDuties.refusal(of: .holdPayout, by: "mira", earlier: ["mira"]) == nil)
    }

    @Test func `roles of another version grant nothing`() {
        #expect(Set<Role>(names: ["noc", "emperor"]) == [.noc])
        #expect(Set<Role>([.viewer, .noc]).fingerprint == "noc,viewer")
    }
}
