import OCPI
import Roaming

/// A party in one of its roles, on the platform that speaks for it.
struct DirectoryParty: Hashable, Sendable {
    let id: PartyID
    let role: V221.Role
    /// The registry's id of its platform.
    let platform: String
    let status: V221.ConnectionStatus
}

/// Where a pending asynchronous result belongs.
struct Callback: Hashable, Sendable {
    /// The response_url the requester gave, before the hub put its own in its place.
    let url: String
    /// Who asked, and on which platform.
    let requester: PartyID
    let platform: String
    /// Who was asked, and may answer.
    let responder: PartyID
}

/// The look-ups a routing decision needs; nothing of it changes while one is made.
///
/// The Hub backs it by the registry in memory and, for owners, by the store on the connection of the request's own
/// savepoint. `Failure` is `Never` for a directory of values, as in tests, and then `decide` cannot throw either.
/// Ids compare without case, as every CiString does. Lists are in a stable order.
protocol Directory {
    associatedtype Failure: Error

    /// The hub's own address, for broadcasts and GET All.
    var hub: PartyID { get }

    /// Every party known, whatever its status, in every role; not the hub's own.
    func parties() throws(Failure) -> [DirectoryParty]

    /// The parties of one platform.
    func parties(onPlatform platform: String) throws(Failure) -> [DirectoryParty]

    /// The roles under which a party id is known, if it is.
    func parties(withID id: PartyID) throws(Failure) -> [DirectoryParty]

    /// Whether the platform advertised that side of the module.
    func serves(_ module: ModuleID, _ interface: InterfaceRole, platform: String) throws(Failure) -> Bool

    /// Nil when the two may exchange the module; otherwise the sentence that says why not.
    func refusal(cpo: PartyID, dp: PartyID, module: ModuleID) throws(Failure) -> String?

    /// The parties that own a token with this uid, and type when one is given.
    func owners(ofToken uid: String, type: String?) throws(Failure) -> [PartyID]

    func owners(ofLocation id: String) throws(Failure) -> [PartyID]

    func owners(ofTariff id: String) throws(Failure) -> [PartyID]

    func owners(ofCDR id: String) throws(Failure) -> [PartyID]

    /// The sessions with this id: who charges, and whose token it is.
    func sessions(withID id: String) throws(Failure) -> [(cpo: PartyID, dp: PartyID)]

    /// The CPO a reservation was made with by this party through the hub.
    func owners(ofReservation id: String, by dp: PartyID) throws(Failure) -> [PartyID]

    /// What the id at the end of one of the hub's own response URLs stands for.
    func callback(_ id: String) throws(Failure) -> Callback?
}
