import Roaming
import Synchronization

/// Business time that stands still until a test moves it.
final class TestClock: Sendable {
    private let moment: Mutex<Timestamp>

    init(_ start: Timestamp) { moment = Mutex(start) }

    var now: Timestamp { moment.withLock { $0 } }

    func move(to moment: Timestamp) { self.moment.withLock { $0 = moment } }
}
