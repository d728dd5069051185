import OCPI
import Roaming

extension Exchange {
    /// A real-time authorisation without TO: to the token's owner, else by the contract's prefix, else to every eMSP.
    ///
    /// The first answer that knows the token wins. Asking everybody is the only way to find the owner of a token
    /// nobody pushed; who is asked is bound to an agreement with the CPO.
    func authorize(_ uid: String) throws(D.Failure) -> Routing {
        let type = request.queryValue("type") ?? V221.TokenType.rfid.rawValue
        let owners = Set(try directory.owners(ofToken: uid, type: type)).sorted()
        if !owners.isEmpty { return try ask(owners, orRefuseUnknown: uid) }
        if type == V221.TokenType.emaid.rawValue || type == V221.TokenType.other.rawValue,
            let provider = ContractID.provider(of: uid), try !directory.parties(withID: provider).isEmpty
        {
            return try direct(provider)
        }
        let issuers = try directory.parties().filter { $0.role == .emsp && $0.id != from }
        return try ask(Set(issuers.map(\.id)).sorted(), orRefuseUnknown: uid)
    }

    private func ask(_ parties: [PartyID], orRefuseUnknown uid: String) throws(D.Failure) -> Routing {
        var deliveries: [Onward] = []
        var refusal: Refusal?
        for party in parties {
            switch try reach(party) {
            case .success(let delivery): deliveries.append(delivery)
            case .failure(let reason): refusal = refusal ?? reason
            }
        }
        switch deliveries.count {
        case 0 where parties.count == 1: return .refuse(refusal ?? .ocpi(.unknownToken, "token \(uid) is unknown"))
        case 0: return .refuse(.ocpi(.unknownToken, "no connected eMSP could be asked about token \(uid)"))
        case 1: return .forward(deliveries[0])
        default: return .openRoute(deliveries)
        }
    }
}

/// Contract ids in eMI3 form: country, provider, nine characters, an optional check digit; hyphens are decoration.
enum ContractID {
    /// The party that issued the contract; nil when the text has another form.
    static func provider(of text: String) -> PartyID? {
        let plain = text.uppercased().filter { $0 != "-" }
        guard plain.utf8.count == 14 || plain.utf8.count == 15,
            plain.utf8.prefix(2).allSatisfy({ (0x41...0x5A).contains($0) }),
            plain.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
        else { return nil }
        return PartyID(country: String(plain.prefix(2)), party: String(plain.dropFirst(2).prefix(3)))
    }
}
