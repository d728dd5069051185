import AdminAPI
import EventLoop
import HTTPClient
import Roaming

/// Keeps the cache at `cachePath` what the hub has, for as long as it runs.
///
/// It lives on the loop: requests, cache writes and `onEvent` all happen on the loop's thread, which must therefore not
/// be the one that draws.
public final class SyncEngine: Sendable {
    private let loop: EventLoop
    private let shell: SyncShell

    /// - Parameters:
    ///   - now: the clock that the hub's times are compared with; a demo's runs fast.
    ///   - retrySeed: different for each process.
    public init(
        hub: String, token: String, cachePath: String, client: HTTPClient, loop: EventLoop,
        now: @escaping @Sendable () -> Timestamp, retrySeed: UInt64 = .random(in: 0 ... .max),
        onEvent: @escaping @Sendable (SyncEvent) -> Void
    ) {
        self.loop = loop
        shell = SyncShell(
            line: HubLine(hub: hub, token: token), hub: hub, cachePath: cachePath, client: client, loop: loop, now: now,
            schedule: RetrySchedule(seed: retrySeed), onEvent: onEvent)
    }

    public func start() { loop.execute { [shell] in shell.open() } }

    public func setPace(_ pace: SyncPace) { loop.execute { [shell] in shell.handle(.pace(pace)) } }

    /// Tries at once instead of at the next attempt; the only way on from `refused`.
    public func retryNow() { loop.execute { [shell] in shell.handle(.retryNow) } }

    /// Somebody is at the desk: while the hub is away, the next attempt is not waited for. Otherwise nothing happens.
    public func hurry() { loop.execute { [shell] in shell.handle(.hurry) } }

    /// Closes line and cache; no event comes afterwards.
    public func stop() async {
        await withCheckedContinuation { continuation in
            loop.execute { [shell] in
                shell.close()
                continuation.resume()
            }
        }
    }
}
