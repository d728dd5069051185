import AdminAPI
import CommandLine
import DeskCache
import Roaming

/// What the people of a demo without a screen do, through the admin API, each with a token of their own.
///
/// Support raises a dispute about a CDR and their lead decides it; the maker closes the windows and releases the
/// payouts; the approver, another person, approves them.
final class DemoPeople {
    private let line: HubLine
    private let clients: [String: AdminClient]
    private var disputed: String?
    private var said: Set<String> = []
    private let say: (String) -> Void

    init(_ demo: Demo, line: HubLine, say: @escaping (String) -> Void) throws {
        self.line = line
        self.say = say
        var clients: [String: AdminClient] = [:]
        for person in DemoCast.people {
            let access = try demo.access(person)
            clients[person.id] = AdminClient(hub: access.hub, token: access.token, client: line.client, loop: line.loop)
        }
        self.clients = clients
    }

    /// Does the next thing that can be done, if there is one.
    func act(_ reader: CacheReader, now: Timestamp) throws {
        var cdrs: [CDRResource] = []
        try reader.each(.all(.cdr), sort: nil, now: now) { if case .cdr(let cdr) = $0 { cdrs.append(cdr) } }
        let cleared = cdrs.filter { $0.journalSeq != nil && $0.disputeID == nil && $0.payoutID == nil }
        if disputed == nil {
            // One is argued about, another must be left to pay.
            guard cleared.count >= 2, let cdr = cleared.first(where: { $0.state == .accepted }) else { return }
            return try raise(cdr)
        }
        guard try isDecided(reader, now) else { return }
        try closeWindows(reader, now)
        try movePayouts(reader, now)
    }

    private func raise(_ cdr: CDRResource) throws {
        guard let reason = DisputeReason.allCases.first else { return }
        let body = DisputeBody(
            cdr: cdr.id, reason: reason, text: "The driver says that the cable was out after ten minutes.",
            claimant: cdr.dp)
        guard let answer = perform("sami", PreparedAction(.raiseDispute, body: body)) else { return }
        disputed = try answer.decoded(as: DisputeResource.self).id
    }

    private func isDecided(_ reader: CacheReader, _ now: Timestamp) throws -> Bool {
        guard let id = disputed, case .dispute(let dispute)? = try reader.resource(.dispute, id) else { return false }
        if dispute.decision != nil { return true }
        let body = DecisionBody(decision: .forDp, text: "The meter values end after ten minutes.")
        _ = perform("lena", PreparedAction(.decideDispute, target: id, version: dispute.version, body: body))
        return false
    }

    private func closeWindows(_ reader: CacheReader, _ now: Timestamp) throws {
        var open: [WindowResource] = []
        var closed = 0
        try reader.each(.all(.window), sort: nil, now: now) { resource in
            guard case .window(let window) = resource else { return }
            if window.state == .closed { closed += 1 }
            if window.state == .open, window.cdrCount > 0 { open.append(window) }
        }
        guard closed == 0 else { return }
        for window in open { _ = perform("mads", PreparedAction(.closeWindow, target: window.id)) }
    }

    private func movePayouts(_ reader: CacheReader, _ now: Timestamp) throws {
        var payouts: [PayoutResource] = []
        try reader.each(.all(.payout), sort: nil, now: now) { resource in
            if case .payout(let payout) = resource { payouts.append(payout) }
        }
        for payout in payouts {
            switch payout.state {
            case .ready:
                _ = perform("mads", PreparedAction(.releasePayout, target: payout.id, version: payout.version))
            case .released:
                let body = ApprovalBody(contentHash: payout.contentHash, amountMinor: payout.amountMinor)
                _ = perform(
                    "ada", PreparedAction(.approvePayout, target: payout.id, version: payout.version, body: body))
            case .approved, .held, .cancelled: break
            }
        }
    }

    /// The answer, or nil after a refusal, which is said once and tried again with what the cache has by then.
    private func perform(_ person: String, _ action: PreparedAction) -> AdminAPI.ActionAnswer? {
        guard let client = clients[person] else { return nil }
        switch Blocking.wait({ done in client.perform(action, completion: done) }) {
        case .success(let answer): return answer
        case .failure(let failure):
            // A version that has moved on is met by trying again with the new one.
            let sentence = "\(person): \(action.action.rawValue): \(HubProblem(failure))"
            if failure.status != 412, said.insert(sentence).inserted { say(sentence) }
            return nil
        }
    }
}
