import OCPI
import Roaming

/// What nobody reports must be looked for: silence, overdue results, deliveries to repeat.
extension Hub {
    func startWatch() {
        background.append(Task { await self.recoverUnanswered() })
        background.append(
            Task {
                while !Task.isCancelled {
                    await self.loop.sleep(for: self.configuration.watchInterval)
                    guard !self.isStopping else { return }
                    await self.watch()
                }
            })
        background.append(
            Task {
                while !Task.isCancelled {
                    await self.loop.sleep(for: self.configuration.probeInterval)
                    guard !self.isStopping else { return }
                    await self.refreshTraffic()
                    await self.probeSilent()
                }
            })
    }

    /// Messages whose answer is missing after a restart: those that went out may have arrived.
    private func recoverUnanswered() async {
        let now = configuration.now()
        do {
            try await store.writer.write { db in
                for message in try MessageStore.unanswered(db, limit: 100_000) {
                    try MessageStore.answer(
                        db,
                        MessageAnswer(
                            messageID: message.id, latencyMicroseconds: 0,
                            outcome: message.direction == .outgoing ? .maybe : .failed,
                            detail: "the hub stopped before the answer", at: now))
                }
            }
        } catch {
            log.error("could not close messages of the last run", ["error": "\(error)"])
        }
    }

    /// A few tariffs whose connectors or rules have changed; nothing is written when there is none.
    private func reviewTariffs(_ now: Timestamp) async {
        do {
            guard try await store.reader.read({ try !TariffReviewStore.due($0, limit: 1).isEmpty }) else { return }
            try await store.writer.write { _ = try TariffReviewer(db: $0, now: now).reviewDue(limit: 5) }
        } catch {
            log.error("could not review tariffs", ["error": "\(error)"])
        }
    }

    /// One look: stuck sessions, commands without a result, CDRs due for another attempt.
    func watch() async {
        let now = configuration.now()
        writeServedPrices()
        await reviewTariffs(now)
        do {
            let due = try await store.reader.read { try DeliveryStore.due($0, at: now, limit: 200) }
            for delivery in due where registry.parties[delivery.dp]?.status == .connected {
                Task { await self.deliver(delivery.cdrRowID) }
            }
            try await store.writer.write { db in
                for var command in try CommandStore.overdue(db, at: now) {
                    command.state = .noResult
                    try CommandStore.update(db, command)
                    try Feed.touch(db, .command, id: command.id, at: now)
                }
                try SessionWatch.run(db, now: now)
            }
        } catch {
            log.error("the watch failed", ["error": "\(error)"])
        }
    }

    /// Partners with traffic since the last look show it: their numbers and the moment they were last heard.
    private func refreshTraffic() async {
        let instant = ContinuousClock.now
        let active = registry.platforms.values.filter { platform in
            contacts[platform.record.id]?.lastHeard.map { instant - $0 < configuration.probeInterval * 2 } ?? false
        }
        let parties = active.flatMap { registry.parties(of: $0.record.id) }.map(\.party.description)
        let ids = active.map(\.record.id)
        let now = configuration.now()
        store.writer.submit(
            { db in
                for id in ids { try PlatformStore.touchSeen(db, id, at: now) }
                for party in parties { try Feed.touch(db, .partner, id: party, at: now, bumpsVersion: false) }
                try Retention.run(db, now: now)
            }, completion: logFailure("refresh the partners' traffic"))
    }

    /// Partners that said nothing for a while are asked for their versions; unreachable ones every time
    /// (OCPI 2.2.1, hubclientinfo, "Still alive check").
    private func probeSilent() async {
        let instant = ContinuousClock.now
        for platform in registry.platforms.values where platform.record.status == .registered {
            let isOffline = registry.parties(of: platform.record.id).contains { $0.status == .offline }
            let contact = contacts[platform.record.id] ?? Contact()
            let silence = contact.lastHeard.map { instant - $0 } ?? configuration.silenceBeforeProbe
            guard isOffline || silence >= configuration.silenceBeforeProbe || contact.failures > 0,
                let url = platform.record.versionsURL
            else { continue }
            let id = platform.record.id
            let request = PartnerRequest(
                method: .GET, url: url, routing: messageIDs(), subject: MessageSubject(module: "versions"))
            Task { _ = await self.exchange(request, with: id) }
        }
    }
}
