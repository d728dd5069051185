import Digest
import EventLoop
import OCPI
import Roaming

/// Who is connected to the hub and how, in memory: read from the store when the hub starts, changed with it afterwards.
///
/// A value confined to the hub's actor. Looking a token up costs one hash and one dictionary access.
struct Registry: Sendable {
    /// One connection: a partner's system, with one or more parties behind it.
    struct Platform: Sendable {
        var record: PlatformRecord
        var endpoints: [EndpointRecord] = []
        /// The token the hub sends; nil before the handshake.
        var sendToken: String?
        /// Of the token the hub sends.
        var sendFingerprint: String? { sendToken.map(Fingerprint.of) }

        func url(of module: ModuleID, _ role: InterfaceRole) -> String? {
            endpoints.first { $0.module == module.rawValue && $0.role == role.rawValue }?.url
        }
    }

    struct AcceptedToken: Sendable {
        let platformID: Int64
        var state: AcceptToken.State
    }

    var platforms: [Int64: Platform] = [:]
    var parties: [PartyID: PartyRecord] = [:] {
        didSet { book = makeBook() }
    }
    /// By SHA-256 of the token.
    var tokens: [[UInt8]: AcceptedToken] = [:]
    /// All versions by id: "default" or "CPO>DP".
    var agreements: [String: [AgreementRecord]] = [:] {
        didSet { book = makeBook() }
    }
    /// Terms and who accepted them, made anew when either changes.
    private(set) var book = AgreementBook(defaults: [], acceptedBy: [])

    private func makeBook() -> AgreementBook {
        var book = AgreementBook(
            defaults: [], acceptedBy: Set(parties.values.filter { $0.termsAcceptedAt != nil }.map(\.party)))
        for (id, versions) in agreements {
            let terms = versions.compactMap(\.agreement)
            if id == Agreement.defaultID { book.defaults = terms } else { book.overrides[id] = terms }
        }
        return book
    }

    /// Whether two parties may exchange messages of a module, on whichever side each of them is.
    func trades(_ one: PartyID, _ other: PartyID, module: ModuleID, at now: Timestamp) -> Bool {
        [(one, other), (other, one)].contains { cpo, dp in
            if case .allowed = book.trade(cpo: cpo, dp: dp, module: module.rawValue, at: now) { return true }
            return false
        }
    }

    func platform(of party: PartyID) -> Platform? {
        parties[party].flatMap { platforms[$0.platformID] }
    }

    func parties(of platform: Int64) -> [PartyRecord] {
        parties.values.filter { $0.platformID == platform }.sorted { $0.party < $1.party }
    }

    /// The token as the partner wrote it, in the first reading that is one of ours.
    func find(_ candidates: [AuthorizationToken.Candidate], hash: (String) -> [UInt8]) -> (
        token: AcceptedToken, candidate: AuthorizationToken.Candidate, hash: [UInt8]
    )? {
        for candidate in candidates {
            let key = hash(candidate.token)
            if let token = tokens[key] { return (token, candidate, key) }
        }
        return nil
    }
}

extension AgreementRecord {
    /// Nil for shares that leave the CPO nothing, which the schema refuses too. A pair that is not allowed has terms
    /// without any module.
    var agreement: Agreement? {
        Terms(commissionBasisPoints: commissionBasisPoints, dpShareBasisPoints: dpShareBasisPoints).map { terms in
            Agreement(
                id: id, modules: isAllowed ? Set(modules) : [], terms: terms, validFrom: validFrom, validTo: validTo)
        }
    }
}
