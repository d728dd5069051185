import Roaming

/// The time a simulation lives by, and how long its durations take in real time.
public struct SimulationClock: Sendable {
    public let now: @Sendable () -> Timestamp
    /// Real time for a stretch of the simulation's time.
    public let realDelay: @Sendable (Duration) -> Duration

    public init(now: @escaping @Sendable () -> Timestamp, realDelay: @escaping @Sendable (Duration) -> Duration) {
        self.now = now
        self.realDelay = realDelay
    }
}
