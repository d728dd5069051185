import OCPI
import Roaming

/// Who does what in each functional module. Source: OCPI 2.2.1, "Typical OCPI implementations per Role".
///
/// NAP, NSP and OTHER stand on the eMSP's side, because they receive what CPOs publish; NSP and OTHER may also publish.
enum ModuleRules {
    /// The side of a trade. Every exchange has one of each, and agreements are between them.
    enum Side: Hashable {
        case cpo
        case dp
    }

    /// The roles that may be on the given side of a module.
    static func roles(_ side: Side, _ module: ModuleID) -> Set<V221.Role> {
        switch (side, module) {
        case (.cpo, .locations), (.cpo, .tariffs): [.cpo, .nsp, .nap, .other]
        case (.cpo, _): [.cpo]
        case (.dp, .locations), (.dp, .tariffs): [.emsp, .nsp, .nap, .other, .scsp]
        case (.dp, .chargingProfiles), (.dp, .sessions): [.emsp, .scsp, .other]
        case (.dp, .commands): [.emsp, .nsp, .other]
        case (.dp, _): [.emsp, .other]
        }
    }

    /// The side that calls an interface: the owner pushes to RECEIVER, the other pulls from SENDER.
    static func callingSide(_ module: ModuleID, _ interface: InterfaceRole) -> Side {
        let owner: Side =
            switch module {
            case .locations, .tariffs, .sessions, .cdrs: .cpo
            default: .dp
            }
        guard interface == .sender else { return owner }
        return owner == .cpo ? .dp : .cpo
    }

    /// Objects that may go to everybody. CDRs and sessions name a driver; commands have one addressee.
    static func mayBroadcast(_ module: ModuleID) -> Bool {
        module == .locations || module == .tariffs || module == .tokens
    }

    /// The roles a broadcast of a sender in this role reaches.
    static func broadcastRoles(from role: V221.Role) -> Set<V221.Role> {
        switch role {
        case .cpo: [.emsp, .nsp, .nap, .other]
        case .nap, .nsp: [.emsp, .nsp, .nap, .other]
        default: [.cpo]
        }
    }
}
