import HTTPMessage
import JSON
import OCPI
import Roaming

/// The module only a hub serves (OCPI 2.2.1, hubclientinfo).
extension Hub {
    /// How a party looks to another: PLANNED while nothing connects the two.
    func clientInfo(of party: PartyRecord, for viewers: [PartyRecord]) -> [V221.ClientInfo] {
        let now = configuration.now()
        let isConnected = viewers.contains { viewer in
            ModuleID.functional.contains { registry.trades(viewer.party, party.party, module: $0, at: now) }
        }
        let status = V221.ConnectionStatus(rawValue: party.status.rawValue) ?? .planned
        return party.roles.compactMap(V221.Role.init).map { role in
            V221.ClientInfo(
                party: party.party, role: role,
                status: isConnected || status == .suspended ? status : .planned, lastUpdated: party.lastUpdated)
        }
    }

    /// GET on the SENDER interface: every party of the other platforms, oldest first, in pages.
    func answerClientInfo(_ request: HTTPRequest, _ segments: [String], caller: PlatformCaller) -> OCPIAnswer {
        guard request.method == .GET, segments.isEmpty else {
            return OCPIAnswer(http: 405, status: .clientError, message: "hubclientinfo knows GET of the list only")
        }
        let page: PageRequest
        do {
            page = try PageRequest(query: request.query)
        } catch {
            return .refused(error)
        }
        let viewers = registry.parties(of: caller.platformID)
        let others = registry.parties.values.filter { $0.platformID != caller.platformID }
            .sorted { $0.party < $1.party }
        let all = others.flatMap { clientInfo(of: $0, for: viewers) }.filter { page.contains($0.lastUpdated) }
        let cap = 100
        let answer = PageAnswer(
            request: page, total: all.count, cap: cap, listURL: addresses.details + "hubclientinfo/")
        var fields = HTTPFields()
        answer.write(to: &fields)
        let items = all.dropFirst(page.offset).prefix(page.pageSize(cap: cap)).map(\.json)
        return OCPIAnswer(data: JSONValue.array(Array(items)).serialized(), headers: fields)
    }

    /// Pushes a party's status to every connected platform that implements the receiver.
    func announce(_ party: PartyID) {
        guard let record = registry.parties[party] else { return }
        for platform in registry.platforms.values where platform.record.id != record.platformID {
            push(record, to: platform)
        }
    }

    private func push(_ party: PartyRecord, to platform: Registry.Platform) {
        let viewers = registry.parties(of: platform.record.id)
        guard platform.record.status == .registered, viewers.contains(where: { $0.status == .connected }),
            let url = platform.url(of: .hubClientInfo, .receiver)
        else { return }
        for info in clientInfo(of: party, for: viewers) {
            let request = PartnerRequest(
                method: .PUT, url: EndpointURL.join(url, [info.party.country, info.party.party]),
                routing: messageIDs(), body: info.json.serialized(),
                subject: MessageSubject(module: ModuleID.hubClientInfo.rawValue, object: info.party.description))
            let id = platform.record.id
            // Lost pushes are not repeated: the partner's next GET brings it up to date (2.2.1, "Offline behaviour").
            Task { _ = await self.exchange(request, with: id) }
        }
    }

    /// After a handshake: the others learn of the new parties, the new ones of the others, and what the partner
    /// owns is pulled, because pushes only bring changes.
    func welcome(_ platformID: Int64) async {
        guard let platform = registry.platforms[platformID] else { return }
        for party in registry.parties(of: platformID) { announce(party.party) }
        for party in registry.parties.values where party.platformID != platformID { push(party, to: platform) }
        await pullAll(from: platformID)
    }
}
