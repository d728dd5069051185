extension EventLoop {
    /// Runs work once on the loop, not before `delay` has passed; from any thread.
    ///
    /// Deadlines are rounded up to whole milliseconds of waiting.
    @discardableResult
    public func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) -> EventLoopTimer {
        // Not from the turn's start: a long turn must not make the timer early.
        schedule(at: ContinuousClock.now + delay, work)
    }

    /// Runs work once on the loop, not before `deadline`; from any thread.
    @discardableResult
    public func schedule(
        at deadline: ContinuousClock.Instant, _ work: @escaping @Sendable () -> Void
    ) -> EventLoopTimer {
        let timer = EventLoopTimer(deadline: deadline, loop: self, work: work)
        if isOnLoop {
            timers.insert(timer)
        } else {
            execute { [self] in
                if !timer.isCancelled { timers.insert(timer) }
            }
        }
        return timer
    }

    /// Takes a cancelled timer out, at once on the loop; otherwise at its next turn, which this does not hasten.
    func forget(_ timer: EventLoopTimer) {
        if isOnLoop {
            timers.remove(timer)
            timer.work = nil
        } else {
            let removal: @Sendable () -> Void = { [self] in
                timers.remove(timer)
                timer.work = nil
            }
            add(.closure(removal), waking: false)
        }
    }

    func runDueTimers(at now: ContinuousClock.Instant) {
        while let timer = timers.earliest, timer.deadline <= now {
            timers.remove(timer)
            let work = timer.work
            timer.work = nil
            if !timer.isCancelled { work?() }
        }
    }

    /// -1 when there is no timer, so that an idle loop sleeps for ever.
    func millisecondsToNextTimer() -> Int32 {
        while let timer = timers.earliest, timer.isCancelled { timers.remove(timer) }
        guard let timer = timers.earliest else { return -1 }
        let wait = (timer.deadline - ContinuousClock.now).components
        if wait.seconds < 0 || (wait.seconds == 0 && wait.attoseconds <= 0) { return 0 }
        let rest = (wait.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: min(wait.seconds, 1_000_000) * 1000 + rest)
    }
}
