import JSON

/// OCPI tariff elements said in words: under which condition, which prices. Numbers are shown as they were written.
struct TariffWords {
    struct Element {
        /// All of them must hold; empty means always.
        var condition: [SafeText]
        var prices: [SafeText]
    }

    let elements: [Element]

    init(_ value: JSONValue, currency: String) {
        guard case .array(let all) = value else {
            elements = []
            return
        }
        elements = all.compactMap { element in
            guard case .object(let members) = element else { return nil }
            var prices: [SafeText] = []
            if case .array(let components)? = members["price_components"] {
                prices = components.compactMap { TariffWords.price($0, currency) }
            }
            var condition: [SafeText] = []
            if case .object(let restrictions)? = members["restrictions"] {
                condition = TariffWords.condition(restrictions)
            }
            return Element(condition: condition, prices: prices)
        }
    }

    private static func price(_ component: JSONValue, _ currency: String) -> SafeText? {
        guard case .object(let members) = component, case .string(let type)? = members["type"] else { return nil }
        let price = "\(literal(members["price"]) ?? "?") \(untrusted: currency)" as SafeText
        let vat: SafeText = literal(members["vat"]).map { ", VAT \($0) %" } ?? ""
        let step = literal(members["step_size"])
        func steps(_ unit: SafeText) -> SafeText {
            guard let step, step.string != "1", step.string != "0" else { return "" }
            return ", in steps of \(step) \(unit)"
        }
        switch type {
        case "ENERGY": return "\(price) per kWh\(steps("Wh"))\(vat)"
        case "TIME": return "\(price) per hour of charging\(steps("s"))\(vat)"
        case "PARKING_TIME": return "\(price) per hour of standing without charging\(steps("s"))\(vat)"
        case "FLAT": return "\(price) to start\(vat)"
        default: return "\(price) for \(untrusted: type)\(steps(""))\(vat)"
        }
    }

    private static func condition(_ restrictions: JSONObject) -> [SafeText] {
        var result: [SafeText] = []
        func between(_ low: String, _ high: String, _ unit: SafeText, _ what: SafeText) {
            switch (literal(restrictions[low]), literal(restrictions[high])) {
            case (let low?, let high?): result.append("\(what) \(low) to \(high)\(unit)")
            case (let low?, nil): result.append("\(what) from \(low)\(unit)")
            case (nil, let high?): result.append("\(what) up to \(high)\(unit)")
            case (nil, nil): break
            }
        }
        between("start_time", "end_time", "", "time of day")
        between("start_date", "end_date", "", "date")
        between("min_kwh", "max_kwh", " kWh", "energy")
        between("min_power", "max_power", " kW", "power")
        between("min_current", "max_current", " A", "current")
        between("min_duration", "max_duration", " s", "session length")
        if case .array(let days)? = restrictions["day_of_week"] {
            result.append("on \(days.compactMap { literal($0) }.joined(" "))")
        }
        if let reservation = literal(restrictions["reservation"]) { result.append("for \(reservation)") }
        let known: Set<String> = [
            "start_time", "end_time", "start_date", "end_date", "min_kwh", "max_kwh", "min_power", "max_power",
            "min_current", "max_current", "min_duration", "max_duration", "day_of_week", "reservation",
        ]
        for member in restrictions.members where !known.contains(member.name) && member.value != .null {
            result.append("\(untrusted: member.name) \(literal(member.value) ?? "?")")
        }
        return result
    }

    /// A string or a number as it was written.
    private static func literal(_ value: JSONValue?) -> SafeText? {
        switch value {
        case .string(let text)?: SafeText(untrusted: text)
        case .number(let number)?: SafeText(untrusted: number.literal)
        default: nil
        }
    }
}
