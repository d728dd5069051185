import Synchronization

/// Values from the loop's thread, and a way to wait for so many of them.
final class Gathering<Value: Sendable>: Sendable {
    private struct State {
        var values: [Value] = []
        var wanted = 0
        var continuation: CheckedContinuation<[Value], Never>?
    }

    private let state = Mutex(State())

    func add(_ value: Value) {
        let waiting: (CheckedContinuation<[Value], Never>, [Value])? = state.withLock { state in
            state.values.append(value)
            guard state.values.count >= state.wanted, let continuation = state.continuation else { return nil }
            state.continuation = nil
            return (continuation, state.values)
        }
        if let (continuation, values) = waiting { continuation.resume(returning: values) }
    }

    var values: [Value] { state.withLock { $0.values } }

    func first(_ count: Int) async -> [Value] {
        await withCheckedContinuation { continuation in
            let ready: [Value]? = state.withLock { state in
                if state.values.count >= count { return state.values }
                state.wanted = count
                state.continuation = continuation
                return nil
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }
}
