import JSON
import Roaming

extension PricingReader {
    /// The same in all versions; 2.1.1 has no currents and no reservations.
    mutating func restrictions(_ view: JSONView) throws(FieldError) -> TariffRestrictions {
        guard view.isObject else { throw view.fail("must be an object") }
        var restrictions = TariffRestrictions.none
        for (name, value) in view.members where !value.isNull {
            switch try name.text() {
            case "start_time": restrictions.startMinute = try minute(value)
            case "end_time": restrictions.endMinute = try minute(value)
            case "start_date": restrictions.startDate = try date(value)
            case "end_date": restrictions.endDate = try date(value)
            case "min_kwh": restrictions.minimumEnergy = try numbers.decimal(value)
            case "max_kwh": restrictions.maximumEnergy = try numbers.decimal(value)
            case "min_current": restrictions.minimumCurrent = try numbers.decimal(value)
            case "max_current": restrictions.maximumCurrent = try numbers.decimal(value)
            case "min_power": restrictions.minimumPower = try numbers.decimal(value)
            case "max_power": restrictions.maximumPower = try numbers.decimal(value)
            case "min_duration": restrictions.minimumDuration = try numbers.whole(value)
            case "max_duration": restrictions.maximumDuration = try numbers.whole(value)
            case "day_of_week": restrictions.weekdays = try weekdays(value)
            case "reservation":
                restrictions.reservation = ReservationPhase(rawValue: try value.text())
                // What is not understood must not be taken for no restriction.
                if restrictions.reservation == nil { restrictions.unknown.append("reservation") }
            case let other:
                if !value.isArray || value.count > 0 { restrictions.unknown.append(String(other.prefix(40))) }
            }
        }
        return restrictions
    }

    /// Minutes since midnight.
    private func minute(_ view: JSONView) throws(FieldError) -> Int {
        let bytes = Array(try view.text().utf8)
        func digits(_ tens: Int) -> Int? {
            let (ten, one) = (bytes[tens] &- 0x30, bytes[tens + 1] &- 0x30)
            return ten < 10 && one < 10 ? Int(ten) * 10 + Int(one) : nil
        }
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = digits(0), let minute = digits(3),
            hour < 24, minute < 60
        else { throw view.fail("must be a local time, hh:mm, from 00:00 to 23:59") }
        return hour * 60 + minute
    }

    private func date(_ view: JSONView) throws(FieldError) -> CivilDate {
        guard let date = CivilDate(try view.text()) else { throw view.fail("must be a local date, yyyy-mm-dd") }
        return date
    }

    /// 1 is Monday.
    private func weekdays(_ view: JSONView) throws(FieldError) -> Set<Int> {
        guard view.isArray else { throw view.fail("must be an array") }
        var days: Set<Int> = []
        for day in view.elements {
            guard let index = Self.weekdays.firstIndex(of: try day.text()) else {
                throw day.fail("must be an English week day in capitals")
            }
            days.insert(index + 1)
        }
        return days
    }

    private static let weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
}
