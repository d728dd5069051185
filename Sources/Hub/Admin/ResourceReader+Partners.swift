import AdminAPI
import HTTPMessage
import OCPI
import Roaming

extension ResourceReader {
    func partner(_ id: String, _ mark: FeedRow) throws -> PartnerResource? {
        guard let party = PartyID(id), let row = try PartyStore.get(db, party),
            let platform = try PlatformStore.get(db, row.platformID)
        else { return nil }
        let traffic = try MessageStore.traffic(db, platform: platform.id, since: now - .seconds(3600))
        let counts = try DeliveryStore.openCounts(db, party)
        var deliveries = DeliveryCounts()
        deliveries.pending = counts[.pending] ?? 0
        deliveries.refused = counts[.refused] ?? 0
        deliveries.maybe = counts[.maybe] ?? 0
        var numbers = PartnerTraffic()
        numbers.inTotal = traffic.incoming
        numbers.outTotal = traffic.outgoing
        numbers.refused = traffic.refused
        numbers.maybe = traffic.maybe
        numbers.timeouts = traffic.timeouts
        return PartnerResource(
            id: row.party.description, version: mark.version, updatedAt: mark.at, platform: platform.name,
            name: row.name, role: row.roles.first ?? "OTHER",
            status: PartnerResource.Status(rawValue: row.status.rawValue) ?? .planned,
            ocpiVersion: platform.ocpiVersion ?? "", registeredAt: platform.registeredAt,
            lastSeenAt: platform.lastSeenAt, modules: try modules(row, platform.id), traffic: numbers,
            latencyMsP50: traffic.latencyMedian, latencyMsP95: traffic.latency95,
            alerts: try alerts(.partner, id), tokenFingerprints: try fingerprints(platform.id),
            deliveries: deliveries, suspendedReason: row.suspendedReason)
    }

    /// What a party of its role should serve beside what its platform does serve.
    private func modules(_ party: PartyRecord, _ platform: Int64) throws -> [PartnerModule] {
        let advertised = try EndpointStore.list(db, platform: platform)
        var expected: [(ModuleID, InterfaceRole)] = []
        if party.roles.contains(V221.Role.cpo.rawValue) {
            expected += [
                (.locations, .sender), (.tariffs, .sender), (.sessions, .sender), (.cdrs, .sender),
                (.tokens, .receiver), (.commands, .receiver),
            ]
        }
        if party.roles.contains(V221.Role.emsp.rawValue) {
            expected += [
                (.locations, .receiver), (.tariffs, .receiver), (.sessions, .receiver), (.cdrs, .receiver),
                (.tokens, .sender),
            ]
        }
        var list = expected.map { module, role in
            let found = advertised.first { $0.module == module.rawValue && $0.role == role.rawValue }
            return PartnerModule(
                identifier: module.rawValue, role: role.rawValue, urlHost: host(found?.url),
                advertised: found != nil, expected: true)
        }
        for endpoint in advertised
        where !expected.contains(where: { $0.0.rawValue == endpoint.module && $0.1.rawValue == endpoint.role }) {
            list.append(
                PartnerModule(
                    identifier: endpoint.module, role: endpoint.role, urlHost: host(endpoint.url), advertised: true,
                    expected: false))
        }
        return list
    }

    private func host(_ url: String?) -> String {
        url.flatMap { URLReference($0) }?.hostField ?? ""
    }

    private func fingerprints(_ platform: Int64) throws -> TokenFingerprints {
        var prints = TokenFingerprints()
        prints.accept = try AcceptTokenStore.list(db, platform: platform).map(\.fingerprint)
        prints.send = registry.platforms[platform]?.sendFingerprint
        return prints
    }

    private func alerts(_ kind: Kind, _ id: String) throws -> [PartnerAlert] {
        try AlertStore.live(db).filter { $0.subjectKind == kind.rawValue && $0.subjectID == id }.map {
            PartnerAlert(code: $0.code, text: $0.text, since: $0.since)
        }
    }
}
