import JSON
import Roaming

/// Terms of a pair or the default ones; the path names which.
public struct AgreementBody: JSONConvertible {
    public var modules: [String]
    public var commissionBp: Int
    public var dpShareBp: Int
    public var validFrom: Timestamp
    public var validTo: Timestamp?
    public var forbidden: Bool
    /// Replaces what was set; absent takes it away.
    public var pricing: RatingTerms?

    public init(
        modules: [String] = [], commissionBp: Int, dpShareBp: Int, validFrom: Timestamp, validTo: Timestamp? = nil,
        forbidden: Bool, pricing: RatingTerms? = nil
    ) {
        self.modules = modules
        self.commissionBp = commissionBp
        self.dpShareBp = dpShareBp
        self.validFrom = validFrom
        self.validTo = validTo
        self.forbidden = forbidden
        self.pricing = pricing
    }
}

extension AgreementBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        modules = try reader.strings("modules")
        commissionBp = try reader.int("commission_bp", in: 0...10_000)
        dpShareBp = try reader.int("dp_share_bp", in: 0...(10_000 - commissionBp))
        validFrom = try reader.timestamp("valid_from")
        validTo = try reader.optionalTimestamp("valid_to")
        forbidden = try reader.bool("forbidden")
        pricing = reader.has("pricing") ? try RatingTerms(strictly: try reader.object("pricing")) : nil
    }

    public var json: JSONValue {
        var members = Members()
        members.add("modules", modules)
        members.add("commission_bp", commissionBp)
        members.add("dp_share_bp", dpShareBp)
        members.add("valid_from", validFrom)
        members.add("valid_to", validTo)
        members.add("forbidden", forbidden)
        members.add("pricing", pricing?.json)
        return members.json
    }

    public static let schema = Schema(
        "AgreementBody", "Terms to set",
        [
            .field("modules", .list(.text), "OCPI modules that may be exchanged"),
            .field("commission_bp", .integer, "The hub's commission, basis points"),
            .field("dp_share_bp", .integer, "The DP's share, basis points"),
            .field("valid_from", .dateTime, "From when"),
            .optional("valid_to", .dateTime, "Until when, exclusive"),
            .field("forbidden", .flag, "The pair must not trade"),
            .optional("pricing", .object("RatingTerms"), "How its prices are computed, where not as everybody's"),
        ])
}
