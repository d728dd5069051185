import AdminAPI
import Desk
import DeskCache
import Roaming

/// The sync's words in the desk's.
enum HubNews {
    /// The event for the desk; nil for news that no screen shows.
    static func event(_ news: SyncEvent, shown: Timestamp?, now: Timestamp) -> DeskEvent? {
        switch news {
        case .identity(let me): .identity(identity(me))
        case .changed(let kinds, _): kinds.isEmpty ? nil : .cacheChanged(kinds)
        case .state(let state): link(state, shown: shown, now: now).map(DeskEvent.link)
        }
    }

    static func identity(_ me: Me) -> Identity {
        Identity(
            caller: Caller(person: me.person, name: me.name, roles: Set(names: me.roles), isService: me.service),
            hubName: me.hub.name, hubParty: me.hub.party.description)
    }

    private static func link(_ state: SyncState, shown: Timestamp?, now: Timestamp) -> Link? {
        switch state {
        case .connecting: .connecting(shown: shown)
        case .syncing(let done, let total): .syncing(done: Int(done), of: Int(total))
        case .live: .live
        case .offline(let since, let shown, let reason): .offline(since: since, shown: shown, reason: reason)
        case .refused(let status, let reason):
            .offline(since: now, shown: shown, reason: "refused (\(status)): \(reason)")
        case .broken(let reason): .offline(since: now, shown: shown, reason: "the cache is not usable: \(reason)")
        case .suspended: nil
        }
    }
}
