import JSON

/// One way a party misbehaves on purpose. `every` counts from the first: 3 means the 3rd, 6th, 9th ….
public enum Fault: Hashable, Sendable {
    /// So many sessions stop being updated and stay ACTIVE for ever.
    case stuckSession(afterUpdates: Int, count: Int)
    /// The CDR claims a quarter and 0.50 too much.
    case wrongPrice(every: Int)
    /// Nothing listens and nothing is sent for a while. Virtual minutes after the start.
    case goesAway(afterMinutes: Int, forMinutes: Int)
    /// Answers come so much later; real milliseconds.
    case slow(milliseconds: Int)
    case duplicateCDR(every: Int)
    /// The same CDR id again with another total.
    case conflictingCDR(every: Int)
    /// After COMPLETED comes a PATCH with ACTIVE and less energy.
    case backwardSession(every: Int)
    case missingCDR(every: Int)
    /// Energy in Wh where kWh belongs, in a session's updates.
    case wrongUnit(every: Int)
    /// An accepted command without a result.
    case noResult(every: Int)
    /// A session is priced by UTC where the tariff means local time.
    case utcClock(every: Int)

    init(_ value: JSONValue, in reader: ObjectReader) throws(FieldError) {
        let kind: String
        var parameters: JSONObject = [:]
        switch value {
        case .string(let text): kind = text
        case .object(let object):
            guard case .string(let text)? = object["kind"] else {
                throw reader.fail("faults", rule: "each needs a kind")
            }
            kind = text
            parameters = object
        default: throw reader.fail("faults", rule: "must hold strings or objects")
        }
        func number(_ name: String, _ value: Int) -> Int {
            guard case .number(let number)? = parameters[name], let int = number.int64 else { return value }
            return max(1, Int(clamping: int))
        }
        switch kind {
        case "stuck_session":
            self = .stuckSession(afterUpdates: number("after_updates", 2), count: number("count", 1))
        case "wrong_price": self = .wrongPrice(every: number("every", 4))
        case "goes_away":
            self = .goesAway(afterMinutes: number("after_minutes", 15), forMinutes: number("for_minutes", 10))
        case "slow": self = .slow(milliseconds: number("milliseconds", 400))
        case "duplicate_cdr": self = .duplicateCDR(every: number("every", 3))
        case "conflicting_cdr": self = .conflictingCDR(every: number("every", 5))
        case "backward_session": self = .backwardSession(every: number("every", 3))
        case "missing_cdr": self = .missingCDR(every: number("every", 6))
        case "wrong_unit": self = .wrongUnit(every: number("every", 7))
        case "no_result": self = .noResult(every: number("every", 2))
        case "utc_clock": self = .utcClock(every: number("every", 1))
        default: throw reader.fail("faults", rule: "has a kind that is not known: \(kind)")
        }
    }
}
