import JSON
import Roaming

/// Terms between a CPO and a DP (`NL*FAS>DE*EMP`), or the hub-wide ones (`default`).
public struct AgreementResource: Resource {
    public static let kind = Kind.agreement

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var cpo: PartyID?
    public var dp: PartyID?
    public var modules: [String]
    public var commissionBp: Int
    public var dpShareBp: Int
    public var validFrom: Timestamp
    public var validTo: Timestamp?
    public var accepted: [String]
    public var forbidden: Bool
    /// Absent when the pair's prices are computed as everybody's.
    public var pricing: RatingTerms?

    public init(
        id: String, version: Int, updatedAt: Timestamp, cpo: PartyID? = nil, dp: PartyID? = nil,
        modules: [String] =
            [], commissionBp: Int, dpShareBp: Int, validFrom: Timestamp, validTo: Timestamp? = nil,
        accepted: [String] =
            [], forbidden: Bool, pricing: RatingTerms? = nil
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.cpo = cpo
        self.dp = dp
        self.modules = modules
        self.commissionBp = commissionBp
        self.dpShareBp = dpShareBp
        self.validFrom = validFrom
        self.validTo = validTo
        self.accepted = accepted
        self.forbidden = forbidden
        self.pricing = pricing
    }
}

extension AgreementResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        cpo = try reader.optionalParty("cpo")
        dp = try reader.optionalParty("dp")
        modules = try reader.strings("modules")
        commissionBp = try reader.int("commission_bp")
        dpShareBp = try reader.int("dp_share_bp")
        validFrom = try reader.timestamp("valid_from")
        validTo = try reader.optionalTimestamp("valid_to")
        accepted = try reader.strings("accepted")
        forbidden = try reader.bool("forbidden")
        pricing = try reader.optionalOne("pricing")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("cpo", cpo)
        members.add("dp", dp)
        members.add("modules", modules)
        members.add("commission_bp", commissionBp)
        members.add("dp_share_bp", dpShareBp)
        members.add("valid_from", validFrom)
        members.add("valid_to", validTo)
        members.add("accepted", accepted)
        members.add("forbidden", forbidden)
        members.add("pricing", pricing?.json)
        return members.json
    }

    public static let schema = Schema(
        "Agreement", "Terms between a CPO and a DP",
        identity + [
            .optional("cpo", .party, "The CPO; absent in the default terms"),
            .optional("dp", .party, "The DP; absent in the default terms"),
            .field("modules", .list(.text), "OCPI modules that may be exchanged"),
            .field("commission_bp", .integer, "The hub's commission, basis points"),
            .field("dp_share_bp", .integer, "The DP's share, basis points"),
            .field("valid_from", .dateTime, "From when"),
            .optional("valid_to", .dateTime, "Until when, exclusive"),
            .field("accepted", .list(.text), "Parties that accepted the terms"),
            .field("forbidden", .flag, "The pair must not trade"),
            .optional("pricing", .object("RatingTerms"), "How its prices are computed, where not as everybody's"),
        ])
}
