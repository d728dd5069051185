import Dispatch
import Synchronization

/// Bridges a command, which has nothing else to do, to clients that answer on a loop: it waits on its own thread.
enum Blocking {
    /// Starts something, and waits until it calls its completion; never call it from a loop.
    static func wait<Value: Sendable>(_ start: (@escaping @Sendable (Value) -> Void) -> Void) -> Value {
        let done = DispatchSemaphore(value: 0)
        let box = Box<Value>()
        start { value in
            box.value.withLock { $0 = value }
            done.signal()
        }
        while true {
            done.wait()
            if let value = box.value.withLock({ $0 }) { return value }
        }
    }

    /// Runs `body` on the cooperative pool and waits for it; never call it from the pool.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
        wait { done in Task { done(await body()) } }
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
