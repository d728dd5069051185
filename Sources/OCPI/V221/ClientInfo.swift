import JSON
import Roaming

extension V221 {
    /// Whether requests can be sent to a party through the hub.
    public enum ConnectionStatus: String, Hashable, Sendable, CaseIterable {
        case connected = "CONNECTED"
        case offline = "OFFLINE"
        /// Never connected yet, or nothing connects the two parties.
        case planned = "PLANNED"
        /// Will not connect again; stands for a deletion.
        case suspended = "SUSPENDED"
    }

    /// What a hub tells its clients about one of the others. Source: OCPI 2.2.1, hubclientinfo.
    public struct ClientInfo: Hashable, Sendable {
        public let party: PartyID
        public let role: Role
        public let status: ConnectionStatus
        public let lastUpdated: Timestamp

        public init(party: PartyID, role: Role, status: ConnectionStatus, lastUpdated: Timestamp) {
            self.party = party
            self.role = role
            self.status = status
            self.lastUpdated = lastUpdated
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            party = try reader.party()
            role = try reader.choice("role", Role.self)
            status = try reader.choice("status", ConnectionStatus.self)
            lastUpdated = try reader.timestamp("last_updated")
        }

        public var json: JSONValue {
            var object: JSONObject = [:]
            object.set(party)
            object["role"] = .string(role.rawValue)
            object["status"] = .string(status.rawValue)
            object["last_updated"] = .timestamp(lastUpdated)
            return .object(object)
        }
    }
}
