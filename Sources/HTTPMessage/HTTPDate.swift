/// IMF-fixdate, the only date form that is sent (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
public enum HTTPDate {
    /// Seconds since 1970 UTC, for the years 1...9999.
    public static func format(unixSeconds: Int64) -> String {
        String(decoding: bytes(unixSeconds: unixSeconds), as: UTF8.self)
    }

    /// Always 29 bytes.
    public static func bytes(unixSeconds: Int64) -> [UInt8] {
        let days = (unixSeconds - floorModulo(unixSeconds, 86400)) / 86400
        let second = floorModulo(unixSeconds, 86400)
        let date = civil(fromDays: days)
        var out: [UInt8] = []
        out.reserveCapacity(29)
        out += name(dayNames, Int(floorModulo(days + 4, 7)))
        out += [0x2c, 0x20]
        digits(date.day, 2, &out)
        out.append(0x20)
        out += name(monthNames, Int(date.month) - 1)
        out.append(0x20)
        digits(date.year, 4, &out)
        out.append(0x20)
        digits(second / 3600, 2, &out)
        out.append(0x3a)
        digits(second / 60 % 60, 2, &out)
        out.append(0x3a)
        digits(second % 60, 2, &out)
        out += Array(" GMT".utf8)
        return out
    }

    /// Seconds since 1970 UTC; nil for anything but a correct IMF-fixdate, day name included.
    public static func parse(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 29, let day = number(bytes, 5, 2), let year = number(bytes, 12, 4),
            let hour = number(bytes, 17, 2), let minute = number(bytes, 20, 2), let second = number(bytes, 23, 2),
            let month = (0..<12).first(where: { name(monthNames, $0) == Array(bytes[8..<11]) }),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = days(year: year, month: Int64(month) + 1, day: day) * 86400 + hour * 3600 + minute * 60 + second
        // Whatever the digits allow and the calendar does not (30 Feb, a wrong weekday) prints differently.
        return self.bytes(unixSeconds: seconds) == bytes ? seconds : nil
    }

    private static let dayNames: StaticString = "SunMonTueWedThuFriSat"
    private static let monthNames: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"

    private static func name(_ names: StaticString, _ index: Int) -> [UInt8] {
        names.withUTF8Buffer { Array($0[(3 * index)..<(3 * index + 3)]) }
    }

    private static func digits(_ value: Int64, _ count: Int, _ out: inout [UInt8]) {
        var unit: Int64 = count == 4 ? 1000 : 10
        while unit > 0 {
            out.append(0x30 + UInt8(value / unit % 10))
            unit /= 10
        }
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int64? {
        var value: Int64 = 0
        for byte in bytes[start..<(start + count)] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }

    private static func floorModulo(_ a: Int64, _ b: Int64) -> Int64 {
        let remainder = a % b
        return remainder < 0 ? remainder + b : remainder
    }

    // Years that begin in March put the leap day last, and 400 of them are always 146 097 days.
    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let dayOfEra = floorModulo(shifted, 146_097)
        let era = (shifted - dayOfEra) / 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let yearOfEra = floorModulo(marchYear, 400)
        let era = (marchYear - yearOfEra) / 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
