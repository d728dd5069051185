import JSON
import Roaming

/// When an element of a `TariffDocument` applies, under OCPI's names.
struct TariffRestrictionsDocument: JSONConvertible {
    var restrictions: TariffRestrictions

    init(_ restrictions: TariffRestrictions) { self.restrictions = restrictions }

    init(_ reader: ObjectReader) throws(FieldError) {
        restrictions = TariffRestrictions(
            startMinute: try reader.minuteOfDay("start_time"), endMinute: try reader.minuteOfDay("end_time"),
            startDate: try reader.localDate("start_date"), endDate: try reader.localDate("end_date"),
            minimumEnergy: try reader.optionalDecimal("min_kwh"),
            maximumEnergy: try reader.optionalDecimal("max_kwh"),
            minimumCurrent: try reader.optionalDecimal("min_current"),
            maximumCurrent: try reader.optionalDecimal("max_current"),
            minimumPower: try reader.optionalDecimal("min_power"),
            maximumPower: try reader.optionalDecimal("max_power"),
            minimumDuration: try reader.optionalInt("min_duration"),
            maximumDuration: try reader.optionalInt("max_duration"), weekdays: try Self.weekdays(reader),
            reservation: try Self.phase(reader),
            unknown: reader.has("unknown") ? try reader.strings("unknown") : [])
    }

    var json: JSONValue {
        var members = Members()
        members.add("start_time", restrictions.startMinute.map(Self.clock))
        members.add("end_time", restrictions.endMinute.map(Self.clock))
        members.add("start_date", restrictions.startDate?.description)
        members.add("end_date", restrictions.endDate?.description)
        members.add("min_kwh", restrictions.minimumEnergy)
        members.add("max_kwh", restrictions.maximumEnergy)
        members.add("min_current", restrictions.minimumCurrent)
        members.add("max_current", restrictions.maximumCurrent)
        members.add("min_power", restrictions.minimumPower)
        members.add("max_power", restrictions.maximumPower)
        members.add("min_duration", restrictions.minimumDuration)
        members.add("max_duration", restrictions.maximumDuration)
        if !restrictions.weekdays.isEmpty {
            members.add("day_of_week", restrictions.weekdays.sorted().map { Self.days[$0 - 1] })
        }
        members.add("reservation", restrictions.reservation?.rawValue)
        if !restrictions.unknown.isEmpty { members.add("unknown", restrictions.unknown) }
        return members.json
    }

    static let schema = Schema(
        "TariffRestrictions", "When an element applies; all that are given must hold",
        [
            .optional("start_time", .text, "Local time hh:mm, inclusive"),
            .optional("end_time", .text, "Local time hh:mm, exclusive; 00:00 is the end of the day"),
            .optional("start_date", .text, "Local date, inclusive"),
            .optional("end_date", .text, "Local date, exclusive"),
            .optional("min_kwh", .decimal, "kWh of the session so far, inclusive"),
            .optional("max_kwh", .decimal, "kWh of the session so far, exclusive"),
            .optional("min_current", .decimal, "Ampere over all phases, inclusive"),
            .optional("max_current", .decimal, "Ampere over all phases, exclusive"),
            .optional("min_power", .decimal, "kW, inclusive"),
            .optional("max_power", .decimal, "kW, exclusive"),
            .optional("min_duration", .integer, "Seconds of the session so far, inclusive"),
            .optional("max_duration", .integer, "Seconds of the session so far, exclusive"),
            .optional("day_of_week", .list(.word(days)), "Local weekdays; absent for every day"),
            .optional("reservation", .word(phases.map(\.rawValue)), "Prices reservations instead of sessions"),
            .optional("unknown", .list(.text), "Restrictions that the hub does not know; the element never applies"),
        ])

    private static let days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
    private static let phases: [ReservationPhase] = [.reservation, .expired]

    private static func clock(_ minute: Int) -> String {
        let padded = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return "\(padded(minute / 60)):\(padded(minute % 60))"
    }

    private static func weekdays(_ reader: ObjectReader) throws(FieldError) -> Set<Int> {
        guard reader.has("day_of_week") else { return [] }
        var found: Set<Int> = []
        for name in try reader.strings("day_of_week") {
            guard let index = days.firstIndex(of: name) else {
                throw reader.fail("day_of_week", rule: "must hold English weekdays in capitals, not \(name)")
            }
            found.insert(index + 1)
        }
        return found
    }

    private static func phase(_ reader: ObjectReader) throws(FieldError) -> ReservationPhase? {
        guard let word = try reader.optionalString("reservation") else { return nil }
        guard let phase = ReservationPhase(rawValue: word) else {
            throw reader.fail(
                "reservation", rule: "must be one of \(phases.map(\.rawValue).joined(separator: ", "))")
        }
        return phase
    }
}

extension ObjectReader {
    /// Minutes since midnight of `hh:mm`.
    fileprivate func minuteOfDay(_ name: String) throws(FieldError) -> Int? {
        guard let text = try optionalString(name) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt8(parts[0]),
            let minute = UInt8(parts[1]), hour < 24, minute < 60
        else { throw fail(name, rule: "must be a local time, hh:mm") }
        return Int(hour) * 60 + Int(minute)
    }

    fileprivate func localDate(_ name: String) throws(FieldError) -> CivilDate? {
        guard let text = try optionalString(name) else { return nil }
        guard let date = CivilDate(text) else { throw fail(name, rule: "must be a local date, yyyy-mm-dd") }
        return date
    }
}
