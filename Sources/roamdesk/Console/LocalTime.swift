import Glibc
import Roaming

/// What the machine's time zone says.
enum LocalTime {
    /// Minutes that local time is ahead of UTC at `time`, summer time included.
    static func offset(at time: Timestamp) -> Int {
        var seconds = time_t(time.milliseconds / 1000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return 0 }
        return parts.tm_gmtoff / 60
    }
}
