import Glibc
import Roaming

/// The time of day a program works by: the system's, or the one that the processes of a demo share.
///
/// A virtual clock starts at a time chosen by the demo and runs a whole number of times faster than the system's;
/// processes that are given the same three numbers read the same time. Nothing but a demo may build one.
public struct WallClock: Sendable, Hashable {
    private let virtual: Virtual?

    private struct Virtual: Sendable, Hashable {
        let start: Timestamp
        let realMilliseconds: Int64
        let speed: Int
    }

    /// The system's real-time clock.
    public static let system = WallClock(virtual: nil)

    /// The greatest speed accepted: an hour in a second.
    public static let maximumSpeed = 3600

    /// A clock that showed `start` when the system's showed `realMilliseconds` since 1970, and runs `speed` times as fast.
    ///
    /// `speed` is clamped to 1...3600.
    public static func virtual(start: Timestamp, realMilliseconds: Int64, speed: Int) -> WallClock {
        WallClock(
            virtual: Virtual(
                start: start, realMilliseconds: realMilliseconds, speed: min(max(speed, 1), maximumSpeed)))
    }

    /// The time now, in milliseconds since 1970 UTC.
    public func now() -> Timestamp {
        now(realMilliseconds: WallClock.systemMilliseconds)
    }

    /// The time this clock shows when the system's clock shows `realMilliseconds`; saturates instead of overflowing.
    public func now(realMilliseconds: Int64) -> Timestamp {
        guard let virtual else { return Timestamp(milliseconds: realMilliseconds) }
        let (elapsed, under) = realMilliseconds.subtractingReportingOverflow(virtual.realMilliseconds)
        let (scaled, over) = elapsed.multipliedReportingOverflow(by: Int64(virtual.speed))
        let (sum, past) = virtual.start.milliseconds.addingReportingOverflow(scaled)
        return under || over || past ? virtual.start : Timestamp(milliseconds: sum)
    }

    /// Whether this is a demo's clock.
    public var isVirtual: Bool { virtual != nil }

    /// How many of this clock's seconds pass in one real second.
    public var speed: Int { virtual?.speed ?? 1 }

    /// How long to wait in real time until this clock has moved on by `duration`.
    public func realDuration(of duration: Duration) -> Duration { duration / speed }

    /// The system's real-time clock, in milliseconds since 1970 UTC.
    public static var systemMilliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

extension WallClock {
    /// The text a demo hands to its children: `START_RFC3339,REAL_MS,SPEED`; nil for the system's clock.
    public var demoArgument: String? {
        virtual.map { "\($0.start.rfc3339),\($0.realMilliseconds),\($0.speed)" }
    }

    /// Reads the text of `demoArgument`; nil unless all three parts are there and in range.
    public init?(demoArgument text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, let start = Timestamp(rfc3339: String(parts[0])), let real = Int64(parts[1]), real >= 0,
            let speed = Int(parts[2]), (1...WallClock.maximumSpeed).contains(speed)
        else { return nil }
        self = .virtual(start: start, realMilliseconds: real, speed: speed)
    }
}
