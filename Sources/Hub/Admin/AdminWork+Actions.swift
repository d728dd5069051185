import AdminAPI
import Digest
import JSON
import Roaming
import SQLite

extension AdminWork {
    /// The actions that need nobody but the store.
    init(_ action: ActionName, _ call: AdminCall, _ body: ObjectReader) throws {
        do {
            self = try Self.make(action, call, body)
        } catch let error as FieldError {
            throw Problem(error)
        }
    }

    private static func make(_ action: ActionName, _ call: AdminCall, _ body: ObjectReader) throws -> AdminWork {
        switch action {
        case .suspendPartner:
            let reason = try ReasonBody(body).reason
            return partner(action, call, detail: reason, to: .suspended, reason: reason)
        case .resumePartner:
            return partner(
                action, call, detail: try OptionalReasonBody(body).reason ?? "resumed", to: .connected, reason: nil)
        case .acceptTerms: return acceptTerms(call)
        case .setAgreement: return try agreement(call, try AgreementBody(body))
        case .recheckCDR: return try recheck(call)
        case .closeWindow: return closeWindow(call)
        case .releasePayout: return payout(action, call, .release, detail: "released")
        case .approvePayout:
            let seen = try ApprovalBody(body)
            return payout(
                action, call, .approve(contentHash: seen.contentHash, amountMinor: seen.amountMinor),
                detail: "content \(seen.contentHash), amount \(seen.amountMinor)")
        case .holdPayout:
            let reason = try ReasonBody(body).reason
            return payout(action, call, .hold(reason: reason), detail: reason)
        case .unholdPayout: return payout(action, call, .unhold, detail: "hold taken away")
        case .cancelPayout:
            let reason = try ReasonBody(body).reason
            return payout(action, call, .cancel(reason: reason), detail: reason)
        case .raiseDispute: return try raise(call, try DisputeBody(body))
        case .proposeDecision, .decideDispute: return decision(action, call, try DecisionBody(body))
        case .addPerson: return try addPerson(call, try PersonBody(body))
        case .issuePersonToken:
            preconditionFailure("a token is issued by the hub, which shows it once")
        case .changeSettings:
            let limits = try SettingsBody(body)
            return AdminWork(action, call, subject: ("settings", "limits"), detail: "limits set") { db in
                let seen = try HubSettings.read(db).version
                return try HubSettings.write(db, limits, expecting: seen, by: call.caller.person, at: call.now).json
            }
        case .stopSession, .registerPartner, .rotatePartnerToken, .unregisterPartner, .invitePartner:
            preconditionFailure("\(action.rawValue) talks to a partner first")
        }
    }

    private static func resource(_ kind: Kind, _ id: String, _ call: AdminCall, _ db: Connection) throws -> JSONValue {
        let reader = ResourceReader(db: db, registry: call.registry, now: call.now)
        guard let resource = try reader.resource(kind, id) else {
            throw Problem(.notFound, "there is no \(kind.rawValue) \(id)")
        }
        return resource.json
    }

    // MARK: Partners

    private static func partner(
        _ action: ActionName, _ call: AdminCall, detail: String, to status: PartyRecord.Status, reason: String?
    ) -> AdminWork {
        AdminWork(action, call, subject: (Kind.partner.rawValue, call.id), detail: detail) { db in
            guard let party = PartyID(call.id), let record = try PartyStore.get(db, party) else {
                throw Problem(.notFound, "there is no partner \(call.id)")
            }
            let isSuspended = record.status == .suspended
            guard isSuspended != (status == .suspended) else {
                throw Problem(.conflict, "\(party) is \(record.status.rawValue)")
            }
            if !isSuspended || call.registry.platforms[record.platformID]?.record.status == .registered {
                try PartyStore.setStatus(db, party, status, reason: reason, at: call.now)
            } else {
                throw Problem(.conflict, "\(party) has to register again: its platform is not registered")
            }
            try Feed.touch(db, .partner, id: party.description, at: call.now)
            return try resource(.partner, party.description, call, db)
        }
    }

    private static func acceptTerms(_ call: AdminCall) -> AdminWork {
        AdminWork(.acceptTerms, call, subject: (Kind.partner.rawValue, call.id), detail: "terms signed") { db in
            guard let party = PartyID(call.id), try PartyStore.get(db, party) != nil else {
                throw Problem(.notFound, "there is no partner \(call.id)")
            }
            try PartyStore.acceptTerms(db, party, at: call.now)
            try Feed.touch(db, .partner, id: party.description, at: call.now)
            return try resource(.partner, party.description, call, db)
        }
    }

    private static func agreement(_ call: AdminCall, _ body: AgreementBody) throws -> AdminWork {
        let id = call.id
        var ends: (cpo: PartyID, dp: PartyID)?
        if id != AgreementStore.defaultID {
            let parts = id.split(separator: ">").map { PartyID(String($0)) }
            guard parts.count == 2, let cpo = parts[0], let dp = parts[1] else {
                throw Problem(
                    .badValue, "an agreement's id is \"default\" or like NL*FAS>DE*EMP", field: "id", rule: "CPO>DP")
            }
            ends = (cpo, dp)
        }
        guard Terms(commissionBasisPoints: body.commissionBp, dpShareBasisPoints: body.dpShareBp) != nil else {
            throw Problem(
                .badValue, "commission and DP share are basis points from 0 that together leave the CPO its part",
                field: "commission_bp", rule: "0 to 10000 with dp_share_bp")
        }
        let record = AgreementRecord(
            cpo: ends?.cpo, dp: ends?.dp, isAllowed: !body.forbidden, modules: body.modules,
            commissionBasisPoints: body.commissionBp, dpShareBasisPoints: body.dpShareBp, validFrom: body.validFrom,
            validTo: body.validTo, updatedBy: call.caller.person, updatedAt: call.now,
            pricing: body.pricing.flatMap { $0.isEmpty ? nil : $0 })
        return AdminWork(
            .setAgreement, call, subject: (Kind.agreement.rawValue, id),
            detail: "commission \(body.commissionBp), DP \(body.dpShareBp), \(body.forbidden ? "forbidden" : "allowed")"
        ) { db in
            try AgreementStore.put(db, record)
            try Feed.touch(db, .agreement, id: id, at: call.now)
            return try resource(.agreement, id, call, db)
        }
    }

    // MARK: Money

    private static func recheck(_ call: AdminCall) throws -> AdminWork {
        guard let (cpo, id) = ResourceReader.split(call.id) else {
            throw Problem(.notFound, "there is no CDR \(call.id)")
        }
        return AdminWork(.recheckCDR, call, subject: (Kind.cdr.rawValue, call.id), detail: "checked again") { db in
            let cleared = try CDRClearing.recheck(db, CDRKey(cpo: cpo, id: id), by: call.person, at: call.now)
            return try resource(.cdr, cleared.id, call, db)
        }
    }

    private static func closeWindow(_ call: AdminCall) -> AdminWork {
        AdminWork(.closeWindow, call, subject: (Kind.window.rawValue, call.id), detail: "closed") { db in
            _ = try SettlementWindows.close(db, call.id, by: call.person, at: call.now)
            return try resource(.window, call.id, call, db)
        }
    }

    private static func payout(
        _ action: ActionName, _ call: AdminCall, _ step: PayoutAction, detail: String
    ) -> AdminWork {
        AdminWork(action, call, subject: (Kind.payout.rawValue, call.id), detail: detail) { db in
            _ = try PayoutDesk.act(db, call.id, step, by: call.person, at: call.now)
            return try resource(.payout, call.id, call, db)
        }
    }

    // MARK: Disputes

    private static func raise(_ call: AdminCall, _ body: DisputeBody) throws -> AdminWork {
        guard let (cpo, id) = ResourceReader.split(body.cdr),
            let reason = Roaming.DisputeReason(rawValue: body.reason.rawValue)
        else { throw Problem(.badValue, "cdr must be like NL*FAS/C1", field: "cdr", rule: "CPO/ID") }
        let claim = DisputeClaim(
            cdr: CDRKey(cpo: cpo, id: id), reason: reason, text: body.text, claimant: body.claimant)
        return AdminWork(
            .raiseDispute, call, subject: (Kind.cdr.rawValue, body.cdr),
            detail: "\(reason.rawValue) for \(body.claimant)"
        ) { db in
            let dispute = try DisputeDesk.raise(db, claim, by: call.person, at: call.now)
            return try resource(.dispute, dispute.id, call, db)
        }
    }

    private static func decision(_ action: ActionName, _ call: AdminCall, _ body: DecisionBody) -> AdminWork {
        AdminWork(
            action, call, subject: (Kind.dispute.rawValue, call.id), detail: body.decision.rawValue
        ) { db in
            guard let decision = DisputeDecision(rawValue: body.decision.rawValue) else {
                throw Problem(.badValue, "decision must be FOR_CPO or FOR_DP", field: "decision", rule: "one of")
            }
            if action == .decideDispute {
                _ = try DisputeDesk.decide(db, call.id, decision, text: body.text, by: call.person, at: call.now)
            } else {
                _ = try DisputeDesk.propose(db, call.id, decision, text: body.text, by: call.person, at: call.now)
            }
            return try resource(.dispute, call.id, call, db)
        }
    }

    // MARK: People

    private static func addPerson(_ call: AdminCall, _ body: PersonBody) throws -> AdminWork {
        let unknown = body.roles.filter { Role(rawValue: $0) == nil }
        guard unknown.isEmpty, !body.roles.isEmpty else {
            throw Problem(
                .badValue,
                "roles must be some of \(Role.allCases.map(\.rawValue).joined(separator: ", "))", field: "roles",
                rule: "known roles")
        }
        let record = PersonRecord(
            name: body.id, displayName: body.name, isService: body.service, roles: body.roles, createdAt: call.now)
        return AdminWork(
            .addPerson, call, subject: ("person", body.id), detail: body.roles.joined(separator: " ")
        ) { db in
            guard try PersonStore.get(db, name: body.id) == nil else {
                throw Problem(.conflict, "there is a person \(body.id) already")
            }
            let id = try PersonStore.insert(db, record)
            guard let stored = try PersonStore.get(db, id) else { throw StoreError.notFound("person \(body.id)") }
            return try AdminReading.person(stored, db).json
        }
    }
}
