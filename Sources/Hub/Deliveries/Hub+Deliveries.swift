import HTTPMessage
import OCPI
import Roaming

/// A CDR's way to its DP after the hub has accepted it: a state of its own, seen by operators.
extension Hub {
    /// Sends one CDR unless it is being sent, was delivered, or waits for a person.
    func deliver(_ row: Int64) async {
        guard deliveriesUnderWay.insert(row).inserted else { return }
        defer { deliveriesUnderWay.remove(row) }
        let found = try? await store.reader.read { db in
            try CDRStore.get(db, rowID: row).flatMap { cdr in try DeliveryStore.get(db, row).map { (cdr, $0) } }
        }
        guard let (cdr, delivery) = found ?? nil, delivery.state == .pending else { return }
        let answer = await post(cdr, to: delivery.dp)
        let now = configuration.now()
        let next = DeliverySchedule.outcome(delivery, answer, at: now)
        do {
            try await store.writer.write { db in
                try DeliveryStore.put(db, next)
                try Feed.touch(db, .cdr, id: cdr.id, at: now, bumpsVersion: false)
                try Feed.touch(db, .partner, id: delivery.dp.description, at: now, bumpsVersion: false)
            }
        } catch {
            log.error("could not store a delivery", ["cdr": cdr.id, "error": "\(error)"])
        }
        metrics.count(
            "roamhub_cdr_deliveries_total", "state=\"\(next.state.rawValue)\"",
            help: "Attempts to deliver a CDR to its DP, by what became of it.")
    }

    private func post(_ cdr: CDRRecord, to dp: PartyID) async -> PartnerAnswer {
        guard let party = registry.parties[dp], let platform = registry.platforms[party.platformID] else {
            return .notDelivered("\(dp) is not known at this hub")
        }
        guard party.status != .suspended else { return .notDelivered("\(dp) is suspended") }
        guard let url = platform.url(of: .cdrs, .receiver) else {
            return .notDelivered("\(dp) serves no cdrs RECEIVER endpoint")
        }
        var routing = messageIDs()
        (routing.to, routing.from) = (dp, cdr.cpo)
        let request = PartnerRequest(
            method: .POST, url: url, routing: routing, body: cdr.raw,
            subject: MessageSubject(
                module: ModuleID.cdrs.rawValue, object: cdr.id, session: cdr.sessionID.map { "\(cdr.cpo)/\($0)" },
                from: cdr.cpo, to: dp))
        return await exchange(request, with: platform.record.id, cause: cdr.messageID)
    }
}
