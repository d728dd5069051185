import AdminAPI
import DeskCache
import Roaming

/// What a demo must have produced before it may say that everything works, in the order of the story.
enum DemoStage: String, CaseIterable {
    case handshake, location, tariff, token, authorisation, session, cdr, rated, posted, window, payout, approval
    case dispute, cached

    /// The name in the output.
    var title: String {
        switch self {
        case .cdr: "CDR"
        case .cached: "cached in a desk"
        default: rawValue
        }
    }
}

/// How much of each stage there is.
///
/// What the simulator counts was answered by the hub; everything else is read from a desk's cache, so it came through
/// hub, feed and sync.
struct DemoProgress {
    private(set) var counts: [DemoStage: Int] = [:]
    /// From the simulator's last report.
    var tokensPushed = 0
    var authorizations = 0

    /// Counts anew; stages once reached stay reached.
    mutating func read(_ reader: CacheReader, isLive: Bool, now: Timestamp) throws {
        var found: [DemoStage: Int] = [.token: tokensPushed, .authorisation: authorizations]
        try each(.partner, reader, now) { resource in
            if case .partner(let partner) = resource, partner.registeredAt != nil { found[.handshake, default: 0] += 1 }
        }
        found[.location] = try reader.total(.location)
        found[.tariff] = try reader.total(.tariff)
        found[.session] = try reader.total(.session)
        try each(.cdr, reader, now) { resource in
            guard case .cdr(let cdr) = resource else { return }
            found[.cdr, default: 0] += 1
            if cdr.computedMinor != nil { found[.rated, default: 0] += 1 }
            if cdr.journalSeq != nil { found[.posted, default: 0] += 1 }
        }
        try each(.window, reader, now) { resource in
            if case .window(let window) = resource, window.state == .closed { found[.window, default: 0] += 1 }
        }
        try each(.payout, reader, now) { resource in
            guard case .payout(let payout) = resource else { return }
            found[.payout, default: 0] += 1
            if payout.state == .approved { found[.approval, default: 0] += 1 }
        }
        try each(.dispute, reader, now) { resource in
            guard case .dispute(let dispute) = resource, dispute.decision != nil else { return }
            found[.dispute, default: 0] += 1
        }
        if isLive { found[.cached] = try Kind.allCases.reduce(0) { try $0 + reader.total($1) } }
        for (stage, count) in found { counts[stage] = max(count, counts[stage, default: 0]) }
    }

    /// Whether enough of `stage` is there: every partner for the handshake, one of anything else.
    func has(_ stage: DemoStage) -> Bool {
        counts[stage, default: 0] >= (stage == .handshake ? DemoCast.parties.count : 1)
    }

    var missing: [DemoStage] { DemoStage.allCases.filter { !has($0) } }

    private func each(
        _ kind: Kind, _ reader: CacheReader, _ now: Timestamp, _ body: (AnyResource) throws -> Void
    ) throws {
        try reader.each(.all(kind), sort: nil, now: now, body)
    }
}
