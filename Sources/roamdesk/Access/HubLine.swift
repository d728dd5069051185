import AdminAPI
import DeskCache
import EventLoop
import HTTPClient
import JSON

/// A loop, an HTTP client on it, and the admin API behind that: what every conversation with the hub goes through.
final class HubLine: Sendable {
    let loop: EventLoop
    let client: HTTPClient
    let admin: AdminClient

    init(_ access: HubAccess) throws {
        loop = try EventLoop(name: "hub line")
        client = HTTPClient(loop: loop)
        admin = AdminClient(hub: access.hub, token: access.token, client: client, loop: loop)
        loop.start()
    }

    /// Ends the loop's thread; requests under way are cancelled.
    func close() {
        client.shutdown()
        loop.stop()
        loop.join()
    }

    /// Waits for one read, from a thread that has nothing else to do.
    func get(_ path: String) throws(HubProblem) -> JSONValue {
        switch answer(path) {
        case .success(let value): return value
        case .failure(let failure): throw HubProblem(failure)
        }
    }

    /// Waits for one read, for a caller that shows a failure instead of ending with it.
    func answer(_ path: String) -> Result<JSONValue, AdminFailure> {
        Blocking.wait { [admin] done in admin.get(path, completion: done) }
    }

    /// Waits for one action.
    func perform(_ action: PreparedAction) throws(HubProblem) -> AdminAPI.ActionAnswer {
        switch Blocking.wait({ [admin] done in admin.perform(action, completion: done) }) {
        case .success(let answer): return answer
        case .failure(let failure): throw HubProblem(failure)
        }
    }

    /// A sync of `access`'s cache over this line, not yet started.
    func sync(_ access: HubAccess, onEvent: @escaping @Sendable (SyncEvent) -> Void) -> SyncEngine {
        let clock = access.clock
        return SyncEngine(
            hub: access.hub, token: access.token, cachePath: access.cachePath, client: client, loop: loop,
            now: { clock.now() }, onEvent: onEvent)
    }
}
