import OCPI
import Roaming

/// An eMSP's drivers: cards and app users; about one in twelve is blocked.
struct Wallet: Sendable {
    let tokens: [V221.Token]
    private let byKey: [String: Int]

    init(_ tokens: [V221.Token]) {
        self.tokens = tokens
        byKey = Dictionary(
            tokens.enumerated().map { (Self.key($0.element.uid, $0.element.type), $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    static func make(for plan: PartyPlan, random: inout SeededRandom, at now: Timestamp) -> Wallet {
        Wallet(
            (1...plan.tokens).map { number in
                let isApp = number % 4 == 0
                let digits = String(number)
                let contract = String(repeating: "0", count: max(0, 8 - digits.count)) + digits
                let uid =
                    isApp
                    ? "app-\(plan.id.party.lowercased())-\(number)"
                    : String(random.next(), radix: 16, uppercase: true).suffix(14).description
                let whitelist: V221.Whitelist = number % 3 == 0 ? .never : .allowed
                return V221.Token(
                    party: plan.id, uid: uid, type: isApp ? .appUser : .rfid,
                    contractID: "\(plan.id.country)-\(plan.id.party)-C\(contract)", visualNumber: contract,
                    issuer: plan.name, valid: number % 12 != 0, whitelist: whitelist, language: "en",
                    lastUpdated: now)
            })
    }

    func token(_ uid: String, _ type: V221.TokenType) -> V221.Token? {
        byKey[Self.key(uid, type)].map { tokens[$0] }
    }

    private static func key(_ uid: String, _ type: V221.TokenType) -> String {
        "\(type.rawValue) \(uid.uppercased())"
    }
}
