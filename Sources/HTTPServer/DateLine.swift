import Glibc
import HTTPMessage

/// Seconds since 1970 by the system's clock.
@Sendable public func systemSeconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &now)
    return Int64(now.tv_sec)
}

/// The Date field line, rebuilt once a second: formatting a date costs more than the rest of a small answer.
///
/// Used on the loop's thread only.
final class DateLine {
    private let wallClock: @Sendable () -> Int64
    private var second = Int64.min
    private var line: [UInt8] = []

    init(wallClock: @escaping @Sendable () -> Int64) { self.wallClock = wallClock }

    func append(to out: inout [UInt8]) {
        let now = wallClock()
        if now != second {
            second = now
            line = Array("Date: ".utf8) + HTTPDate.bytes(unixSeconds: now) + [0x0d, 0x0a]
        }
        out.append(contentsOf: line)
    }
}
