import JSON
import Roaming

extension V221 {
    /// When a tariff element applies: all that is set must hold. Times and dates are the location's local ones.
    public struct TariffRestrictions: Hashable, Sendable {
        /// Every restriction that came, known or not, in its order; null ones are left out.
        public let members: [String: JSONValue]
        public let startTime: String?
        public let endTime: String?
        public let startDate: String?
        public let endDate: String?
        public let minKWh: Quantity?
        public let maxKWh: Quantity?
        /// Amperes.
        public let minCurrent: Quantity?
        public let maxCurrent: Quantity?
        /// Kilowatts.
        public let minPower: Quantity?
        public let maxPower: Quantity?
        /// Seconds of the session.
        public let minDuration: Int?
        public let maxDuration: Int?
        public let daysOfWeek: [String]
        /// RESERVATION or RESERVATION_EXPIRES.
        public let reservation: String?

        public init(_ reader: ObjectReader) throws(FieldError) {
            var members: [String: JSONValue] = [:]
            for member in reader.object.members where member.value != .null { members[member.name] = member.value }
            self.members = members
            startTime = try Self.clock("start_time", in: reader)
            endTime = try Self.clock("end_time", in: reader)
            startDate = try Self.date("start_date", in: reader)
            endDate = try Self.date("end_date", in: reader)
            minKWh = try reader.optionalQuantity("min_kwh")
            maxKWh = try reader.optionalQuantity("max_kwh")
            minCurrent = try reader.optionalQuantity("min_current")
            maxCurrent = try reader.optionalQuantity("max_current")
            minPower = try reader.optionalQuantity("min_power")
            maxPower = try reader.optionalQuantity("max_power")
            minDuration = try reader.optionalInt("min_duration")
            maxDuration = try reader.optionalInt("max_duration")
            daysOfWeek = try reader.texts("day_of_week", max: 9)
            let days: Set = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
            if let odd = daysOfWeek.first(where: { !days.contains($0) }) {
                throw reader.fail("day_of_week", rule: "must hold English week days in capitals, not \(odd)")
            }
            reservation = try reader.optionalText("reservation", max: 32)
        }

        /// No restriction at all: an empty object, or only nulls and empty lists.
        public var isEmpty: Bool { members.values.allSatisfy { $0 == .array([]) } }

        public var json: JSONValue {
            var object: JSONObject = [:]
            for (name, value) in members.sorted(by: { $0.key < $1.key }) { object[name] = value }
            return .object(object)
        }

        private static func clock(_ name: String, in reader: ObjectReader) throws(FieldError) -> String? {
            guard let text = try reader.optionalText(name, max: 5) else { return nil }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt8(parts[0]),
                let minute = UInt8(parts[1]), hour < 24, minute < 60
            else { throw reader.fail(name, rule: "must be a local time, hh:mm, from 00:00 to 23:59") }
            return text
        }

        private static func date(_ name: String, in reader: ObjectReader) throws(FieldError) -> String? {
            guard let text = try reader.optionalText(name, max: 10) else { return nil }
            guard text.utf8.count == 10, Timestamp(rfc3339: text + "T00:00:00Z") != nil else {
                throw reader.fail(name, rule: "must be a local date, yyyy-mm-dd")
            }
            return text
        }
    }
}
