/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z; no leap seconds.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads an OCPI DateTime: `2026-11-22T16:00:00`, optionally with 1 to 9 fraction digits, and with `Z`, an offset
    /// such as `+01:00`, or nothing (which OCPI takes for UTC). Digits beyond milliseconds are cut off; second 60 is
    /// the first of the next minute. Source: OCPI 2.2.1, types, DateTime; RFC 3339 §5.6.
    public init?(rfc3339 text: String) {
        var text = text
        let value: Int64?? = text.withUTF8 { Timestamp.parse($0) }
        guard let value = value ?? nil else { return nil }
        milliseconds = value
    }

    /// As `init(rfc3339:)`, from the text's bytes.
    public init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
        guard let value = Timestamp.parse(bytes) else { return nil }
        milliseconds = value
    }

    /// `2026-11-22T16:00:00Z`, with `.123` before the `Z` only when it is not a whole second.
    public var rfc3339: String {
        let parts = self.parts
        let date = "\(Digits.padded(parts.year, 4))-\(Digits.padded(parts.month, 2))-\(Digits.padded(parts.day, 2))"
        let clock =
            "\(Digits.padded(parts.hour, 2)):\(Digits.padded(parts.minute, 2)):\(Digits.padded(parts.second, 2))"
        let rest = Timestamp.floorRemainder(milliseconds, 1000)
        return "\(date)T\(clock)\(rest == 0 ? "" : ".\(Digits.padded(rest, 3))")Z"
    }

    public var description: String { rfc3339 }

    /// The calendar day in UTC.
    public var date: CivilDate { CivilDate(daysSince1970: Timestamp.floorQuotient(milliseconds, 86_400_000)) }

    /// Calendar and clock in UTC; the millisecond is left out.
    public var parts: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        let date = self.date
        let second = Int(Timestamp.floorRemainder(milliseconds, 86_400_000) / 1000)
        return (date.year, date.month, date.day, second / 3600, second / 60 % 60, second % 60)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// Parts of a millisecond are cut off.
    public static func + (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds + right.wholeMilliseconds)
    }

    public static func - (left: Timestamp, right: Duration) -> Timestamp {
        Timestamp(milliseconds: left.milliseconds - right.wholeMilliseconds)
    }

    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard bytes.count >= 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = Digits.number(bytes[0..<4]), let month = Digits.number(bytes[5..<7]),
            let day = Digits.number(bytes[8..<10]), let hour = Digits.number(bytes[11..<13]),
            let minute = Digits.number(bytes[14..<16]), let second = Digits.number(bytes[17..<19]),
            let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            let start = index
            while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") {
                if index - start < 3 { fraction = fraction * 10 + Int64(bytes[index] - UInt8(ascii: "0")) }
                index += 1
            }
            guard (1...9).contains(index - start) else { return nil }
            for _ in (index - start)..<max(3, index - start) { fraction *= 10 }
        }
        guard let offset = offsetMinutes(bytes[index...]) else { return nil }
        let seconds = date.daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset) * 60
        return seconds * 1000 + fraction
    }

    private static func offsetMinutes(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard let sign = bytes.first else { return 0 }
        let rest = bytes.dropFirst()
        if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") { return rest.isEmpty ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), rest.count == 5,
            rest[rest.startIndex + 2] == UInt8(ascii: ":"),
            let hours = Digits.number(rest.prefix(2)), let minutes = Digits.number(rest.suffix(2)),
            hours < 24, minutes < 60
        else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func floorQuotient(_ value: Int64, _ divisor: Int64) -> Int64 {
        (value - floorRemainder(value, divisor)) / divisor
    }

    private static func floorRemainder(_ value: Int64, _ divisor: Int64) -> Int64 {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }
}

extension Duration {
    /// Parts of a millisecond are cut off towards zero.
    public var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
