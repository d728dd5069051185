import OCPI
import Roaming

@testable import Hub

/// A directory of values: two CPOs, three eMSPs, a navigation provider, another hub.
struct MapDirectory: Directory {
    typealias Failure = Never

    let hub = party("EU*HUB")
    var known: [DirectoryParty] = [
        .init(id: party("NL*FAS"), role: .cpo, platform: "fas", status: .connected),
        .init(id: party("DE*CPB"), role: .cpo, platform: "cpb", status: .connected),
        .init(id: party("DE*EMP"), role: .emsp, platform: "emp", status: .connected),
        .init(id: party("FR*MOB"), role: .emsp, platform: "mob", status: .connected),
        .init(id: party("NL*TNM"), role: .emsp, platform: "tnm", status: .offline),
        .init(id: party("SE*NAV"), role: .nsp, platform: "nav", status: .connected),
        .init(id: party("BE*TWO"), role: .cpo, platform: "two", status: .connected),
        .init(id: party("BE*TWE"), role: .emsp, platform: "two", status: .connected),
        .init(id: party("XX*GON"), role: .emsp, platform: "gone", status: .suspended),
        .init(id: party("EU*OTH"), role: .hub, platform: "other-hub", status: .connected),
    ]
    /// "platform module" pairs that are not served.
    var unserved: Set<String> = ["nav sessions"]
    var refusals: [String: String] = ["NL*FAS FR*MOB": "FR*MOB and NL*FAS have no agreement"]
    var tokens: [String: [PartyID]] = ["04A1": [party("DE*EMP")], "0TWO": [party("DE*EMP"), party("BE*TWE")]]
    var locations: [String: [PartyID]] = [
        "L1": [party("NL*FAS")], "L2": [party("NL*FAS"), party("DE*CPB")],
    ]
    var reservations: [String: [PartyID]] = ["R1": [party("NL*FAS")]]
    var charging: [String: [(cpo: PartyID, dp: PartyID)]] = ["S1": [(party("NL*FAS"), party("DE*EMP"))]]
    var callbacks: [String: Callback] = [
        "cb1": Callback(
            url: "http://emp/r/1", requester: party("DE*EMP"), platform: "emp", responder: party("NL*FAS")),
        "cb2": Callback(
            url: "http://tnm/r/1", requester: party("NL*TNM"), platform: "tnm", responder: party("NL*FAS")),
        "cb3": Callback(url: "", requester: party("EU*HUB"), platform: "", responder: party("NL*FAS")),
    ]

    func parties() -> [DirectoryParty] { known }
    func parties(onPlatform platform: String) -> [DirectoryParty] { known.filter { $0.platform == platform } }
    func parties(withID id: PartyID) -> [DirectoryParty] { known.filter { $0.id == id } }
    func serves(_ module: ModuleID, _ interface: InterfaceRole, platform: String) -> Bool {
        !unserved.contains("\(platform) \(module)")
    }
    func refusal(cpo: PartyID, dp: PartyID, module: ModuleID) -> String? { refusals["\(cpo) \(dp)"] }
    func owners(ofToken uid: String, type: String?) -> [PartyID] { tokens[uid] ?? [] }
    func owners(ofLocation id: String) -> [PartyID] { locations[id] ?? [] }
    func owners(ofTariff id: String) -> [PartyID] { [] }
    func owners(ofCDR id: String) -> [PartyID] { [] }
    func sessions(withID id: String) -> [(cpo: PartyID, dp: PartyID)] { charging[id] ?? [] }
    func owners(ofReservation id: String, by dp: PartyID) -> [PartyID] { reservations[id] ?? [] }
    func callback(_ id: String) -> Callback? { callbacks[id] }
}

/// A party id in a test; a text that is none is the test's fault.
func party(_ text: String) -> PartyID {
    guard let id = PartyID(text) else { preconditionFailure("\(text) is no party id") }
    return id
}
