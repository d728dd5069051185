import OCPI

/// Where an OCPI request of version 2.2.1 goes, read from the path below the hub's base URL.
///
/// The hub's URLs are `/ocpi/versions`, `/ocpi/2.2.1`, `/ocpi/2.2.1/credentials`, `/ocpi/2.2.1/hubclientinfo`,
/// `/ocpi/2.2.1/sender/MODULE/…`, `/ocpi/2.2.1/receiver/MODULE/…` and, for addresses the hub puts in the place
/// of a partner's own, `/ocpi/2.2.1/relay/UID`. Each is served with and without a slash at its end.
enum OCPIPath: Hashable, Sendable {
    case versions
    case versionDetails
    case credentials
    case hubClientInfo([String])
    case module(ModuleID, InterfaceRole, [String])
    case relay(String)

    /// Nil for anything else.
    init?(_ path: [String]) {
        var segments = path[...]
        if segments.last == "" { segments = segments.dropLast() }
        guard segments.popFirst() == "ocpi" else { return nil }
        guard let first = segments.popFirst() else { return nil }
        if first == "versions", segments.isEmpty {
            self = .versions
            return
        }
        guard first == VersionNumber.v221.rawValue else { return nil }
        let rest = Array(segments.dropFirst())
        switch (segments.first, rest.first) {
        case (nil, _): self = .versionDetails
        case ("credentials", nil): self = .credentials
        case ("hubclientinfo", _): self = .hubClientInfo(rest)
        case ("relay", let uid?) where rest.count == 1: self = .relay(uid)
        case ("sender", let name?): self.init(name, .sender, Array(rest.dropFirst()))
        case ("receiver", let name?): self.init(name, .receiver, Array(rest.dropFirst()))
        default: return nil
        }
    }

    private init?(_ name: String, _ role: InterfaceRole, _ segments: [String]) {
        let module = ModuleID(rawValue: name)
        guard module.isFunctional else { return nil }
        self = .module(module, role, segments)
    }
}

/// The URLs the hub advertises, all with a slash at the end (peers glue ids to them).
struct OCPIAddresses: Sendable {
    /// Without a slash at the end.
    let base: String

    var versions: String { base + "/ocpi/versions/" }
    var details: String { base + "/ocpi/2.2.1/" }
    var credentials: String { details + "credentials/" }

    func module(_ module: ModuleID, _ role: InterfaceRole) -> String {
        "\(details)\(role.rawValue.lowercased())/\(module)/"
    }

    func relay(_ uid: String) -> String { "\(details)relay/\(uid)/" }

    /// Both sides of every functional module, the hub's own side of hubclientinfo, and credentials once.
    var endpoints: [V221.Endpoint] {
        var list = [V221.Endpoint(module: .credentials, role: .sender, url: credentials)]
        list.append(V221.Endpoint(module: .hubClientInfo, role: .sender, url: details + "hubclientinfo/"))
        for one in ModuleID.functional {
            for role in [InterfaceRole.sender, .receiver] {
                list.append(V221.Endpoint(module: one, role: role, url: module(one, role)))
            }
        }
        return list
    }
}
