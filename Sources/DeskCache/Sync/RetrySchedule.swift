/// How long to wait before each new attempt to reach the hub.
public struct RetrySchedule: Hashable, Sendable {
    static let delays: [Duration] = [
        .milliseconds(200), .milliseconds(500), .seconds(1), .seconds(2), .seconds(5), .seconds(10), .seconds(20),
        .seconds(30),
    ]

    /// Makes desks that lost the same hub come back at different moments.
    public let seed: UInt64

    public init(seed: UInt64) { self.seed = seed }

    /// Attempt 1 is the first after the loss. From the eighth on it stays at 30 s; each is up to a quarter shorter.
    public func delay(beforeAttempt attempt: Int) -> Duration {
        let longest = Self.delays[min(max(attempt, 1), Self.delays.count) - 1]
        // SplitMix64 of seed and attempt.
        var mixed = seed &+ UInt64(bitPattern: Int64(attempt)) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return longest - longest / 4 * Int(mixed % 1_024) / 1_024
    }
}
