import CommandLine
import Desk
import DeskCache
import Dispatch
import Synchronization

/// Brings the cache up to what the hub has now, for commands that show it once.
enum CatchUp {
    /// Follows the hub until the cache is level with it, or `limit` has passed; answers how it stands then.
    static func run(_ access: HubAccess, within limit: Duration) throws -> Link {
        let line = try HubLine(access)
        defer { line.close() }
        let last = Mutex(SyncState.connecting)
        let settled = DispatchSemaphore(value: 0)
        let clock = access.clock
        let sync = line.sync(access) { event in
            guard case .state(let state) = event else { return }
            last.withLock { $0 = state }
            switch state {
            case .live, .offline, .refused, .broken: settled.signal()
            case .connecting, .syncing, .suspended: break
            }
        }
        sync.start()
        let parts = limit.components
        _ = settled.wait(timeout: .now() + .milliseconds(Int(parts.seconds) * 1000))
        Blocking.run { await sync.stop() }
        let state = last.withLock { $0 }
        let event = HubNews.event(.state(state), shown: nil, now: clock.now())
        if case .link(let link)? = event { return link }
        return .connecting(shown: nil)
    }
}
