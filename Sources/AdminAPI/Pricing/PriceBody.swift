import JSON

/// A CDR to be priced, in the form of its OCPI version, with everything its price depends on.
public struct PriceBody: JSONConvertible {
    /// Comes back in the answer.
    public var id: String?
    /// 2.1.1, 2.2.1 or 2.3.0.
    public var version: String
    public var timeZone: String?
    public var cdr: JSONValue
    public var tariffs: [JSONValue]?
    public var policy: JSONValue?

    public init(
        id: String? = nil, version: String, timeZone: String? = nil, cdr: JSONValue, tariffs: [JSONValue]? = nil,
        policy: JSONValue? = nil
    ) {
        self.id = id
        self.version = version
        self.timeZone = timeZone
        self.cdr = cdr
        self.tariffs = tariffs
        self.policy = policy
    }
}

extension PriceBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.optionalString("id")
        version = try reader.string("version")
        timeZone = try reader.optionalString("time_zone")
        cdr = .object(try reader.object("cdr").object)
        tariffs = try reader.optionalArray("tariffs")
        policy = try reader.optionalObject("policy").map { .object($0.object) }
    }

    public var json: JSONValue {
        var members = Members()
        members.add("id", id)
        members.add("version", version)
        members.add("time_zone", timeZone)
        members.add("cdr", cdr)
        members.add("tariffs", tariffs.map(JSONValue.array))
        members.add("policy", policy)
        return members.json
    }

    public static let schema = Schema(
        "PriceBody", "A CDR to be priced",
        [
            .optional("id", .text, "Comes back in the answer"),
            .field("version", .word(["2.1.1", "2.2.1", "2.3.0"]), "OCPI version of the CDR and the tariffs"),
            .optional("time_zone", .text, "IANA name of the location's zone; unless the CDR or its country says it"),
            .field("cdr", .anyJSON, "The CDR; fields that no price depends on may be missing"),
            .optional("tariffs", .list(.anyJSON), "What to price with, instead of the CDR's own tariffs"),
            .optional("policy", .map(.text), "Readings of what OCPI leaves open, where not the standard ones"),
        ])
}
