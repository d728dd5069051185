import AdminAPI
import Desk
import DeskCache
import Roaming

/// Answers the desk's questions to the cache; the same for the console's reader thread, the first paint, and shots.
struct CacheAnswers: Sendable {
    let clock: @Sendable () -> Timestamp

    /// Hands the answers of `effect` to `deliver`, in order; false when it is no question to the cache.
    func answer(_ effect: Effect, from reader: CacheReader, deliver: (DeskEvent) -> Void) throws -> Bool {
        switch effect {
        case .query(let request): try rows(request, reader, deliver)
        case .overview: deliver(.overview(CacheAnswers.overview(try reader.overview(now: clock()))))
        case .fetchResource(let ref): deliver(.resource(ref, try reader.resource(ref.kind, ref.id)?.resource))
        default: return false
        }
        return true
    }

    /// The answers of all `effects`, in order.
    func events(_ effects: [Effect], from reader: CacheReader) throws -> [DeskEvent] {
        var events: [DeskEvent] = []
        for effect in effects { _ = try answer(effect, from: reader) { events.append($0) } }
        return events
    }

    /// The rows first; how many match, where that has to be counted, in an answer of its own.
    private func rows(_ request: WindowRequest, _ reader: CacheReader, _ deliver: (DeskEvent) -> Void) throws {
        let now = clock()
        let list = ListRequest(
            query: request.query, sort: request.sort, anchor: CacheAnswers.anchor(request.anchor), limit: request.count)
        let window = try reader.list(list, now: now)
        let total = try reader.total(request.kind)
        let end = window.firstIndex.map { $0 + window.rows.count }
        let known = request.query.isEmpty ? total : window.hasAfter ? nil : end
        deliver(
            .rows(
                WindowAnswer(
                    token: request.token, rows: window.rows.map(\.resource.resource), firstIndex: window.firstIndex,
                    hasBefore: window.hasBefore, hasAfter: window.hasAfter, matched: known, total: total)))
        guard known == nil else { return }
        deliver(.counted(token: request.token, matched: try reader.count(request.query, now: now)))
    }

    static func anchor(_ anchor: WindowRequest.Anchor) -> ListAnchor {
        switch anchor {
        case .start: .start
        case .end: .end
        case .around(let id, let index): .around(id: id, index: index)
        }
    }

    static func overview(_ cached: CacheOverview) -> Overview {
        let alerts = AlertResource.Severity.allCases.filter { $0 != .info }
        return Overview(
            counts: cached.counts, activeSessions: cached.activeSessions, activeWatts: cached.activeWatts,
            alerts: alerts.reduce(0) { $0 + cached.alerts[$1, default: 0] },
            attention: [
                .session: cached.flaggedSessions, .partner: cached.partnersInTrouble, .payout: cached.payoutsWaiting,
                .dispute: cached.disputesOpen,
            ])
    }
}
