import JSON
import Roaming

extension V221 {
    /// What kind of thing a driver identifies with. An open enumeration: values of later versions are kept.
    public struct TokenType: RawRepresentable, Hashable, Sendable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public static let rfid = TokenType(rawValue: "RFID")
        public static let appUser = TokenType(rawValue: "APP_USER")
        public static let adHocUser = TokenType(rawValue: "AD_HOC_USER")
        public static let other = TokenType(rawValue: "OTHER")
        /// Plug & Charge; from version 2.3.0 on.
        public static let emaid = TokenType(rawValue: "EMAID")

        init(_ name: String, in reader: ObjectReader) throws(FieldError) {
            let text = try reader.string(name, max: 32)
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x5F }) else {
                throw reader.fail(name, rule: "must be a token type such as RFID or APP_USER")
            }
            rawValue = text
        }
    }

    /// When a CPO may let a token charge without asking.
    public enum Whitelist: String, Hashable, Sendable, CaseIterable {
        case always = "ALWAYS"
        case allowed = "ALLOWED"
        case allowedOffline = "ALLOWED_OFFLINE"
        case never = "NEVER"
    }

    /// A driver's card or app identity; (uid, type) is the key within its eMSP. Source: OCPI 2.2.1, tokens.
    public struct Token: Hashable, Sendable {
        public let party: PartyID
        public let uid: String
        public let type: TokenType
        public let contractID: String
        public let visualNumber: String?
        public let issuer: String
        public let groupID: String?
        public let valid: Bool
        public let whitelist: Whitelist
        public let language: String?
        public let lastUpdated: Timestamp

        public init(
            party: PartyID, uid: String, type: TokenType, contractID: String, visualNumber: String? = nil,
            issuer: String, groupID: String? = nil, valid: Bool, whitelist: Whitelist, language: String? = nil,
            lastUpdated: Timestamp
        ) {
            self.party = party
            self.uid = uid
            self.type = type
            self.contractID = contractID
            self.visualNumber = visualNumber
            self.issuer = issuer
            self.groupID = groupID
            self.valid = valid
            self.whitelist = whitelist
            self.language = language
            self.lastUpdated = lastUpdated
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            party = try reader.party()
            uid = try reader.identifier("uid", max: 36)
            type = try TokenType("type", in: reader)
            contractID = try reader.identifier("contract_id", max: 36)
            visualNumber = try reader.optionalText("visual_number", max: 64)
            issuer = try reader.string("issuer", max: 64)
            groupID = try reader.optionalIdentifier("group_id", max: 36)
            valid = try reader.bool("valid")
            whitelist = try reader.choice("whitelist", Whitelist.self)
            language = try reader.optionalText("language", max: 2)
            lastUpdated = try reader.timestamp("last_updated")
        }

        /// The part of a token that sessions and CDRs carry.
        public var cdrToken: CDRToken {
            CDRToken(party: party, uid: uid, type: type, contractID: contractID)
        }

        public var json: JSONValue {
            var object: JSONObject = [:]
            object.set(party)
            object["uid"] = .string(uid)
            object["type"] = .string(type.rawValue)
            object["contract_id"] = .string(contractID)
            object["visual_number"] = visualNumber.map(JSONValue.string)
            object["issuer"] = .string(issuer)
            object["group_id"] = groupID.map(JSONValue.string)
            object["valid"] = .bool(valid)
            object["whitelist"] = .string(whitelist.rawValue)
            object["language"] = language.map(JSONValue.string)
            object["last_updated"] = .timestamp(lastUpdated)
            return .object(object)
        }
    }

    /// Whose card a session or CDR belongs to.
    public struct CDRToken: Hashable, Sendable {
        /// The eMSP that pays.
        public let party: PartyID
        public let uid: String
        public let type: TokenType
        public let contractID: String

        public init(party: PartyID, uid: String, type: TokenType, contractID: String) {
            self.party = party
            self.uid = uid
            self.type = type
            self.contractID = contractID
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            party = try reader.party()
            uid = try reader.identifier("uid", max: 36)
            type = try TokenType("type", in: reader)
            contractID = try reader.identifier("contract_id", max: 36)
        }

        public var json: JSONValue {
            var object: JSONObject = [:]
            object.set(party)
            object["uid"] = .string(uid)
            object["type"] = .string(type.rawValue)
            object["contract_id"] = .string(contractID)
            return .object(object)
        }
    }
}
