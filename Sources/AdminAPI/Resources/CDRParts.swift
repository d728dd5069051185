import JSON

/// What one clearing check said about a CDR.
public struct VerdictResource: JSONConvertible {
    public var check: String
    public var verdict: Grade
    public var text: String

    /// `warn` is shown and cleared, `fail` holds the CDR.
    public enum Grade: String, CaseIterable, Hashable, Sendable {
        case ok
        case warn
        case fail
    }

    public init(check: String, verdict: Grade, text: String) {
        self.check = check
        self.verdict = verdict
        self.text = text
    }
}

extension VerdictResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        check = try reader.string("check")
        verdict = try reader.choice("verdict")
        text = try reader.string("text")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("check", check)
        members.add("verdict", verdict.rawValue)
        members.add("text", text)
        return members.json
    }

    public static let schema = Schema(
        "Verdict", "What one check said about a CDR",
        [
            .field("check", .text, "Name of the check"),
            .field("verdict", .word(Grade.allCases.map(\.rawValue)), "Its grade"),
            .field("text", .text, "In words"),
        ])
}

/// One line of the price we computed, in plain text so that it reads the same everywhere.
public struct RatingLine: JSONConvertible {
    public var dimension: String
    public var quantity: String
    public var price: String
    public var amount: String

    public init(dimension: String, quantity: String, price: String, amount: String) {
        self.dimension = dimension
        self.quantity = quantity
        self.price = price
        self.amount = amount
    }
}

extension RatingLine {
    public init(_ reader: ObjectReader) throws(FieldError) {
        dimension = try reader.string("dimension")
        quantity = try reader.string("quantity")
        price = try reader.string("price")
        amount = try reader.string("amount")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("dimension", dimension)
        members.add("quantity", quantity)
        members.add("price", price)
        members.add("amount", amount)
        return members.json
    }

    public static let schema = Schema(
        "RatingLine", "One line of the computed price",
        [
            .field("dimension", .text, "ENERGY, TIME, PARKING_TIME or FLAT"),
            .field("quantity", .text, "Billed quantity with its unit"),
            .field("price", .text, "Price per unit"),
            .field("amount", .text, "Amount excluding VAT"),
        ])
}

/// How a cleared amount is shared, minor units; the parts sum to it.
public struct SplitResource: JSONConvertible {
    public var cpo: Int64
    public var hub: Int64
    public var dp: Int64

    public init(cpo: Int64, hub: Int64, dp: Int64) {
        self.cpo = cpo
        self.hub = hub
        self.dp = dp
    }
}

extension SplitResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        cpo = try reader.int64("cpo")
        hub = try reader.int64("hub")
        dp = try reader.int64("dp")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("cpo", cpo)
        members.add("hub", hub)
        members.add("dp", dp)
        return members.json
    }

    public static let schema = Schema(
        "Split", "Who gets what, minor units",
        [
            .field("cpo", .minorUnits, "The charge point operator's part"),
            .field("hub", .minorUnits, "The hub's commission"),
            .field("dp", .minorUnits, "The driver platform's share"),
        ])
}

/// How an accepted CDR fares on its way to the DP.
public struct CDRDelivery: JSONConvertible {
    public var state: State
    public var attempts: Int
    /// The DP's last answer, shortened: `200 · 2001 Unknown token`.
    public var answer: String?

    /// `maybe` timed out: it may have arrived, and is not sent again unasked.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case pending
        case delivered
        case refused
        case maybe
    }

    public init(state: State, attempts: Int, answer: String? = nil) {
        self.state = state
        self.attempts = attempts
        self.answer = answer
    }
}

extension CDRDelivery {
    public init(_ reader: ObjectReader) throws(FieldError) {
        state = try reader.choice("state")
        attempts = try reader.int("attempts")
        answer = try reader.optionalString("answer")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("state", state.rawValue)
        members.add("attempts", attempts)
        members.add("answer", answer)
        return members.json
    }

    public static let schema = Schema(
        "CDRDelivery", "How a CDR fares on its way to the DP",
        [
            .field("state", .word(State.allCases.map(\.rawValue)), "Where it stands"),
            .field("attempts", .integer, "Requests sent so far"),
            .optional("answer", .text, "The DP's last answer, shortened"),
        ])
}
