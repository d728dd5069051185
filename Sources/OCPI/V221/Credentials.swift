import JSON
import Roaming

extension V221 {
    /// The object both sides exchange to register: a token, a versions URL, and the parties behind them.
    ///
    /// Source: OCPI 2.2.1, credentials. `token` is a secret: `json` holds it, nothing else prints it.
    public struct Credentials: Hashable, Sendable {
        public let token: String
        /// The versions URL of the side that sends this object.
        public let url: String
        /// At least one; each (role, party) once.
        public let roles: [CredentialsRole]

        public init(token: String, url: String, roles: [CredentialsRole]) {
            self.token = token
            self.url = url
            self.roles = roles
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            let token = try reader.string("token")
            guard AuthorizationToken.isToken(token.utf8) else {
                throw FieldError(
                    field: "token", rule: "must be 1 to 64 printable ASCII characters without spaces", value: nil)
            }
            self.token = token
            url = try reader.url("url")
            let roles = try reader.nonEmptyList("roles", CredentialsRole.init)
            var seen: Set<String> = []
            for role in roles where !seen.insert("\(role.role.rawValue) \(role.party)").inserted {
                throw reader.fail("roles", rule: "has \(role.role.rawValue) \(role.party) twice")
            }
            self.roles = roles
        }

        public var json: JSONValue {
            ["token": .string(token), "url": .string(url), "roles": .array(roles.map(\.json))]
        }
    }

    /// One party behind a connection, and what it does.
    public struct CredentialsRole: Hashable, Sendable {
        public let role: Role
        public let party: PartyID
        public let businessDetails: BusinessDetails

        public init(role: Role, party: PartyID, businessDetails: BusinessDetails) {
            self.role = role
            self.party = party
            self.businessDetails = businessDetails
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            role = try reader.choice("role", Role.self)
            party = try reader.party()
            businessDetails = try reader.one("business_details", BusinessDetails.init)
        }

        public var json: JSONValue {
            var object: JSONObject = ["role": .string(role.rawValue), "business_details": businessDetails.json]
            object.set(party)
            return .object(object)
        }
    }
}
