import AdminAPI
import Digest
import JSON
import Roaming

extension ResourceReader {
    func cdr(_ id: String, _ mark: FeedRow) throws -> CDRResource? {
        guard let (cpo, cdrID) = Self.split(id), let row = try CDRStore.get(db, cpo, cdrID),
            let state = try CDRStateStore.get(db, row.rowID)
        else { return nil }
        let delivery = try DeliveryStore.get(db, row.rowID)
        var split: SplitResource?
        if let cpo = state.cpoMinor, let hub = state.hubMinor, let dp = state.dpMinor {
            split = SplitResource(cpo: cpo, hub: hub, dp: dp)
        }
        return CDRResource(
            id: row.id, version: mark.version, updatedAt: mark.at, cpo: row.cpo, dp: row.dp, cdrID: row.cdrID,
            session: row.sessionID.map { "\(row.cpo)/\($0)" }, startedAt: row.startedAt, endedAt: row.endedAt,
            kwh: row.energy, currency: row.currency, claimedMinor: row.claimedMinor,
            computedMinor: state.computedMinor, clearedMinor: state.clearedMinor,
            state: CDRResource.State(rawValue: state.state.rawValue) ?? .held, holdReason: state.holdReason,
            verdicts: try list(state.verdicts, VerdictResource.init),
            ratingLines: try list(state.ratingLines, RatingLine.init), split: split,
            journalSeq: state.journalSeq.map { Int($0) }, windowID: state.windowID, payoutID: state.payoutID,
            disputeID: state.disputeID,
            delivery: AdminAPI.CDRDelivery(
                state: delivery.flatMap { AdminAPI.CDRDelivery.State(rawValue: $0.state.rawValue) } ?? .pending,
                attempts: delivery?.attempts ?? 0, answer: delivery?.answer))
    }

    private func list<T>(_ text: String, _ make: (ObjectReader) throws(FieldError) -> T) throws -> [T] {
        guard case .array(let items) = try JSON.parse(Array(text.utf8)) else { return [] }
        return try items.map { try make(try ObjectReader($0)) }
    }

    func window(_ id: String, _ mark: FeedRow) throws -> WindowResource? {
        guard let row = try WindowStore.get(db, id) else { return nil }
        let totals = try WindowStore.totals(db, id)
        return WindowResource(
            id: row.id, version: mark.version, updatedAt: mark.at, currency: row.currency,
            state: WindowResource.State(rawValue: row.state.rawValue) ?? .open, openedAt: row.openedAt,
            closedAt: row.closedAt, cdrCount: totals.cdrCount, totalMinor: totals.totalMinor,
            notes: try NoteStore.list(db, window: id).count)
    }

    func payout(_ id: String, _ mark: FeedRow) throws -> PayoutResource? {
        guard let row = try PayoutStore.get(db, id) else { return nil }
        return PayoutResource(
            id: row.id, version: mark.version, updatedAt: mark.at, cpo: row.cpo, currency: row.currency,
            amountMinor: row.amountMinor, cdrCount: row.cdrCount, windowID: row.windowID,
            state: PayoutResource.State(rawValue: row.state.rawValue) ?? .held,
            contentHash: SHA256.hex(row.contentHash), releasedBy: try person(row.releasedBy),
            approvedBy: try person(row.approvedBy), createdAt: row.createdAt, noteID: row.noteID ?? "",
            holdReason: row.holdReason, largestMinor: row.largestMinor, flags: row.flags)
    }

    func dispute(_ id: String, _ mark: FeedRow) throws -> DisputeResource? {
        guard let row = try DisputeStore.get(db, id), let cdr = try CDRStore.get(db, rowID: row.cdrRowID) else {
            return nil
        }
        var proposal: DisputeProposal?
        if let decision = row.proposal.flatMap({ DisputeResource.Decision(rawValue: $0.rawValue) }),
            let by = try person(row.proposedBy)
        {
            proposal = DisputeProposal(
                decision: decision, by: by, at: row.proposedAt ?? row.updatedAt, text: row.proposalText ?? "")
        }
        return DisputeResource(
            id: row.id, version: mark.version, updatedAt: mark.at, cdr: cdr.id,
            session: row.sessionID.map { "\(cdr.cpo)/\($0)" }, reason: row.reason, claimant: row.claimant,
            respondent: row.respondent,
            amountMinor: row.amountMinor, heldMinor: row.heldMinor, currency: row.currency,
            state: DisputeResource.State(rawValue: row.state.rawValue) ?? .open, proposal: proposal,
            decision: row.decision.flatMap { DisputeResource.Decision(rawValue: $0.rawValue) },
            raisedBy: try person(row.raisedBy) ?? "?", decidedBy: try person(row.decidedBy), raisedAt: row.raisedAt,
            dueAt: row.dueAt,
            thread: try DisputeStore.thread(db, row.id).map { DisputeRemark(at: $0.at, by: $0.by, text: $0.text) })
    }
}
