import JSON

/// A hub with a CPO NL*FAS and a driver's party NL*TNM that trade, tariff, location and token known.
struct TradingPair {
    let hub: RunningHub
    let cpo: TestPartner
    let dp: TestPartner

    init(partnerDeadlineMilliseconds: Int = 2000) async throws {
        hub = try await RunningHub(partnerDeadline: .milliseconds(partnerDeadlineMilliseconds))
        cpo = try TestPartner("NL*FAS", role: "CPO", on: hub.loop)
        dp = try TestPartner("NL*TNM", role: "EMSP", on: hub.loop)
        try await hub.connect(cpo)
        try await hub.connect(dp)
        _ = try await cpo.call(hub, "PUT", "receiver/tariffs/NL/FAS/T1", to: "EU*RMD", Samples.tariff)
        _ = try await cpo.call(hub, "PUT", "receiver/locations/NL/FAS/LOC1", to: "EU*RMD", Samples.location)
        _ = try await dp.call(hub, "PUT", "receiver/tokens/NL/TNM/04AABB", to: "EU*RMD", Samples.token)
    }

    /// A session from start to CDR, cleared.
    func charge(_ session: String, cdr: String) async throws -> RunningHub.Answer {
        _ = try await cpo.call(
            hub, "PUT", "receiver/sessions/NL/FAS/\(session)", to: "NL*TNM", Samples.session(session))
        _ = try await cpo.call(
            hub, "PUT", "receiver/sessions/NL/FAS/\(session)", to: "NL*TNM",
            Samples.session(session, kwh: 10, status: "COMPLETED", updated: "2026-11-22T11:45:00Z"))
        return try await cpo.call(hub, "POST", "receiver/cdrs", to: "NL*TNM", Samples.cdr(cdr, session: session))
    }
}
