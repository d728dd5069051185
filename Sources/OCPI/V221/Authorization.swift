import JSON
import Roaming

extension V221 {
    /// An eMSP's answer about a token.
    public enum Allowed: String, Hashable, Sendable, CaseIterable {
        case allowed = "ALLOWED"
        case blocked = "BLOCKED"
        case expired = "EXPIRED"
        case noCredit = "NO_CREDIT"
        case notAllowed = "NOT_ALLOWED"
    }

    /// Where a driver wants to charge.
    public struct LocationReferences: Hashable, Sendable {
        public let locationID: String
        public let evseUIDs: [String]

        public init(locationID: String, evseUIDs: [String] = []) {
            self.locationID = locationID
            self.evseUIDs = evseUIDs
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            locationID = try reader.identifier("location_id", max: 36)
            evseUIDs = try reader.texts("evse_uids", max: 36)
        }

        public var json: JSONValue {
            var object: JSONObject = ["location_id": .string(locationID)]
            object["evse_uids"] = .list(evseUIDs, JSONValue.string)
            return .object(object)
        }
    }

    /// The result of a real-time authorisation. Source: OCPI 2.2.1, tokens, AuthorizationInfo.
    public struct AuthorizationInfo: Hashable, Sendable {
        public let allowed: Allowed
        /// Nil where a partner left it out or sent null; the specification requires it.
        public let token: Token?
        public let location: LocationReferences?
        /// Comes back in the session and the CDR.
        public let authorizationReference: String?
        public let info: DisplayText?

        public init(
            allowed: Allowed, token: Token?, location: LocationReferences? = nil,
            authorizationReference: String? = nil, info: DisplayText? = nil
        ) {
            self.allowed = allowed
            self.token = token
            self.location = location
            self.authorizationReference = authorizationReference
            self.info = info
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            allowed = try reader.choice("allowed", Allowed.self)
            token = try reader.oneIfPresent("token", Token.init)
            location = try reader.oneIfPresent("location", LocationReferences.init)
            authorizationReference = try reader.optionalIdentifier("authorization_reference", max: 36)
            info = try reader.oneIfPresent("info", DisplayText.init)
        }

        public var json: JSONValue {
            var object: JSONObject = ["allowed": .string(allowed.rawValue)]
            object["token"] = token?.json
            object["location"] = location?.json
            object["authorization_reference"] = authorizationReference.map(JSONValue.string)
            object["info"] = info?.json
            return .object(object)
        }
    }
}
