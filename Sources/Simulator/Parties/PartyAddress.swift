import OCPI

/// Where a simulated party serves what, under its own base URL.
struct PartyAddress: Hashable, Sendable {
    let base: String

    init(port: UInt16) {
        base = "http://127.0.0.1:\(port)/ocpi"
    }

    var versionsURL: String { base + "/versions" }
    var detailsURL: String { base + "/2.2.1" }

    func endpoint(_ module: ModuleID, _ interface: InterfaceRole) -> String {
        switch module {
        case .credentials: base + "/2.2.1/credentials"
        default: base + "/2.2.1/\(interface == .sender ? "sender" : "receiver")/\(module)"
        }
    }

    /// Where the result of a command of ours is to be posted.
    func responseURL(_ command: V221.CommandType, _ id: String) -> String {
        EndpointURL.join(base + "/2.2.1/results", [command.rawValue, id])
    }

    /// What a party of this role lists in its version details.
    func details(for role: V221.Role) -> V221.VersionDetails {
        let sides: [(ModuleID, InterfaceRole)] =
            role == .cpo
            ? [
                (.locations, .sender), (.tariffs, .sender), (.sessions, .sender), (.cdrs, .sender),
                (.tokens, .receiver), (.commands, .receiver), (.hubClientInfo, .receiver),
            ]
            : [
                (.tokens, .sender), (.commands, .sender), (.locations, .receiver), (.tariffs, .receiver),
                (.sessions, .receiver), (.cdrs, .receiver), (.hubClientInfo, .receiver),
            ]
        let endpoints = [V221.Endpoint(module: .credentials, role: .sender, url: endpoint(.credentials, .sender))]
        return V221.VersionDetails(
            version: .v221,
            endpoints: endpoints
                + sides.map { V221.Endpoint(module: $0, role: $1, url: endpoint($0, $1)) })
    }
}
