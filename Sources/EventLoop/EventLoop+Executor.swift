extension EventLoop {
    /// Lets an actor live on the loop: `nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }`.
    public func enqueue(_ job: consuming ExecutorJob) {
        add(.job(UnownedJob(job)))
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// Makes `assumeIsolated` hold in descriptor handlers, timers and `execute`, where no task runs.
    public func checkIsolated() {
        precondition(isOnLoop, "not on the loop \(name)")
    }

    public func isIsolatingCurrentContext() -> Bool? {
        isOnLoop
    }

    /// Suspends for a while without a thread; ends early, without an error, when the task is cancelled.
    public nonisolated(nonsending) func sleep(for duration: Duration) async {
        let sleeper = Sleeper()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if sleeper.begin(continuation) {
                    sleeper.hold(schedule(after: duration) { sleeper.end() })
                }
            }
        } onCancel: {
            sleeper.end()
        }
    }
}
