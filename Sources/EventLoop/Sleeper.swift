import Synchronization

/// One suspended `sleep(for:)`: the timer and the cancellation race, the first one resumes it.
final class Sleeper: Sendable {
    private struct State {
        var continuation: CheckedContinuation<Void, Never>?
        var timer: EventLoopTimer?
        var ended = false
    }

    private let state = Mutex(State())

    /// False when it was cancelled before it began; the continuation has then been resumed.
    func begin(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        let begun = state.withLock { state in
            if !state.ended { state.continuation = continuation }
            return !state.ended
        }
        if !begun { continuation.resume() }
        return begun
    }

    func hold(_ timer: EventLoopTimer) {
        let ended = state.withLock { state in
            if !state.ended { state.timer = timer }
            return state.ended
        }
        if ended { timer.cancel() }
    }

    func end() {
        let (continuation, timer) = state.withLock { state in
            state.ended = true
            defer { (state.continuation, state.timer) = (nil, nil) }
            return (state.continuation, state.timer)
        }
        timer?.cancel()
        continuation?.resume()
    }
}
