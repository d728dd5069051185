import AdminAPI
import JSON

/// Who takes part in a demo: the partners' companies, and the people who work at the hub.
enum DemoCast {
    /// Somebody with a token of the hub.
    struct Person: Sendable {
        let id: String
        let name: String
        let roles: [Role]
    }

    /// A company that speaks OCPI, played by the simulator.
    struct Party: Sendable {
        enum Role: String, Sendable {
            case cpo = "CPO"
            case emsp = "EMSP"
        }

        /// Who begins the handshake.
        enum Handshake: Sendable { case byPartner, byHub }

        let role: Role
        let id: String
        let name: String
        let country: String
        let handshake: Handshake
        /// EVSEs of a CPO, tokens of an eMSP.
        let size: Int
        let faults: [JSONValue]

        /// The platform's name at the hub.
        var platform: String { name.lowercased() }
    }

    /// Who one is unless `--as` says otherwise: somebody who may do one half of everything that takes two.
    static let guide = Person(id: "mira", name: "Mira", roles: [.noc, .support, .financeMaker])

    static let administrator = Person(id: "ines", name: "Ines", roles: [.admin])

    static let people: [Person] = [
        administrator, guide, Person(id: "vera", name: "Vera", roles: [.viewer]),
        Person(id: "noor", name: "Noor", roles: [.noc]), Person(id: "sami", name: "Sami", roles: [.support]),
        Person(id: "lena", name: "Lena", roles: [.supportLead]),
        Person(id: "mads", name: "Mads", roles: [.financeMaker]),
        Person(id: "ada", name: "Ada", roles: [.financeApprover]),
        Person(id: "finn", name: "Finn", roles: [.financeAdmin]), Person(id: "otto", name: "Otto", roles: [.auditor]),
    ]

    /// A person by id, or the one who has just this role.
    static func person(_ word: String) -> Person? {
        people.first { $0.id == word } ?? people.first { $0.roles.map(\.rawValue) == [word] }
    }

    /// What `--as` takes.
    static var choices: [String] { Role.allCases.map(\.rawValue) + people.map(\.id) }

    static let parties: [Party] = [
        Party(role: .cpo, id: "NL*FAS", name: "Fastlane", country: "NL", handshake: .byPartner, size: 14, faults: []),
        Party(
            role: .cpo, id: "DE*LAD", name: "Ladewerk", country: "DE", handshake: .byHub, size: 12,
            faults: [fault("wrong_price", "every", 4), fault("duplicate_cdr", "every", 3)]),
        Party(
            role: .cpo, id: "FR*IZI", name: "Izivolt", country: "FR", handshake: .byPartner, size: 10,
            faults: [fault("stuck_session", "after_updates", 2)]),
        Party(
            role: .cpo, id: "SE*VAT", name: "Vattna", country: "SE", handshake: .byHub, size: 8,
            faults: [fault("backward_session", "every", 3), fault("utc_clock", "every", 2)]),
        Party(
            role: .cpo, id: "BE*BEC", name: "Beclair", country: "BE", handshake: .byPartner, size: 8,
            faults: [fault("goes_away", "after_minutes", 15)]),
        Party(role: .emsp, id: "NL*TNM", name: "Tenmile", country: "NL", handshake: .byPartner, size: 24, faults: []),
        Party(role: .emsp, id: "DE*EMP", name: "Emporia", country: "DE", handshake: .byHub, size: 24, faults: []),
        Party(
            role: .emsp, id: "FR*OUI", name: "Ouicharge", country: "FR", handshake: .byPartner, size: 16,
            faults: [fault("slow", "milliseconds", 1500)]),
    ]

    private static func fault(_ kind: String, _ parameter: String, _ value: Int64) -> JSONValue {
        .object(["kind": .string(kind), parameter: .number(JSONNumber(value))])
    }
}
