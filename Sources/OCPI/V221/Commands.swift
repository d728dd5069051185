import JSON
import Roaming

extension V221 {
    /// The command in a commands URL.
    public enum CommandType: String, Hashable, Sendable, CaseIterable {
        case cancelReservation = "CANCEL_RESERVATION"
        case reserveNow = "RESERVE_NOW"
        case startSession = "START_SESSION"
        case stopSession = "STOP_SESSION"
        case unlockConnector = "UNLOCK_CONNECTOR"
    }

    /// A command's body, by its type. Source: OCPI 2.2.1, commands.
    public enum Command: Hashable, Sendable {
        case startSession(StartSession)
        case stopSession(sessionID: String, responseURL: String)
        case reserveNow(ReserveNow)
        case cancelReservation(reservationID: String, responseURL: String)
        case unlockConnector(locationID: String, evseUID: String, connectorID: String, responseURL: String)

        public init(_ type: CommandType, _ reader: ObjectReader) throws(FieldError) {
            let responseURL = try reader.url("response_url")
            switch type {
            case .startSession:
                self = .startSession(try StartSession(reader))
            case .stopSession:
                self = .stopSession(
                    sessionID: try reader.identifier("session_id", max: 36), responseURL: responseURL)
            case .reserveNow:
                self = .reserveNow(try ReserveNow(reader))
            case .cancelReservation:
                self = .cancelReservation(
                    reservationID: try reader.identifier("reservation_id", max: 36), responseURL: responseURL)
            case .unlockConnector:
                self = .unlockConnector(
                    locationID: try reader.identifier("location_id", max: 36),
                    evseUID: try reader.identifier("evse_uid", max: 36),
                    connectorID: try reader.identifier("connector_id", max: 36), responseURL: responseURL)
            }
        }

        public var type: CommandType {
            switch self {
            case .startSession: .startSession
            case .stopSession: .stopSession
            case .reserveNow: .reserveNow
            case .cancelReservation: .cancelReservation
            case .unlockConnector: .unlockConnector
            }
        }

        public var responseURL: String {
            switch self {
            case .startSession(let body): body.responseURL
            case .reserveNow(let body): body.responseURL
            case .stopSession(_, let url), .cancelReservation(_, let url), .unlockConnector(_, _, _, let url): url
            }
        }

        public var json: JSONValue {
            switch self {
            case .startSession(let body):
                return body.json
            case .reserveNow(let body):
                return body.json
            case .stopSession(let sessionID, let url):
                return ["response_url": .string(url), "session_id": .string(sessionID)]
            case .cancelReservation(let reservationID, let url):
                return ["response_url": .string(url), "reservation_id": .string(reservationID)]
            case .unlockConnector(let locationID, let evseUID, let connectorID, let url):
                return [
                    "response_url": .string(url), "location_id": .string(locationID), "evse_uid": .string(evseUID),
                    "connector_id": .string(connectorID),
                ]
            }
        }
    }

    /// Asks the CPO to start charging for a token; a connector needs its EVSE named too.
    public struct StartSession: Hashable, Sendable {
        public let responseURL: String
        public let token: Token
        public let locationID: String
        public let evseUID: String?
        public let connectorID: String?
        public let authorizationReference: String?

        public init(
            responseURL: String, token: Token, locationID: String, evseUID: String? = nil, connectorID: String? = nil,
            authorizationReference: String? = nil
        ) {
            self.responseURL = responseURL
            self.token = token
            self.locationID = locationID
            self.evseUID = evseUID
            self.connectorID = connectorID
            self.authorizationReference = authorizationReference
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            responseURL = try reader.url("response_url")
            token = try reader.one("token", Token.init)
            locationID = try reader.identifier("location_id", max: 36)
            evseUID = try reader.optionalIdentifier("evse_uid", max: 36)
            connectorID = try reader.optionalIdentifier("connector_id", max: 36)
            authorizationReference = try reader.optionalIdentifier("authorization_reference", max: 36)
            if connectorID != nil, evseUID == nil {
                throw reader.fail("evse_uid", rule: "is required when connector_id is set")
            }
        }

        public var json: JSONValue {
            var object: JSONObject = ["response_url": .string(responseURL), "token": token.json]
            object["location_id"] = .string(locationID)
            object["evse_uid"] = evseUID.map(JSONValue.string)
            object["connector_id"] = connectorID.map(JSONValue.string)
            object["authorization_reference"] = authorizationReference.map(JSONValue.string)
            return .object(object)
        }
    }

    /// Keeps an EVSE free for a token until a moment. The same reservation id again changes the reservation.
    public struct ReserveNow: Hashable, Sendable {
        public let responseURL: String
        public let token: Token
        public let expiry: Timestamp
        public let reservationID: String
        public let locationID: String
        public let evseUID: String?
        public let authorizationReference: String?

        public init(
            responseURL: String, token: Token, expiry: Timestamp, reservationID: String, locationID: String,
            evseUID: String? = nil, authorizationReference: String? = nil
        ) {
            self.responseURL = responseURL
            self.token = token
            self.expiry = expiry
            self.reservationID = reservationID
            self.locationID = locationID
            self.evseUID = evseUID
            self.authorizationReference = authorizationReference
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            responseURL = try reader.url("response_url")
            token = try reader.one("token", Token.init)
            expiry = try reader.timestamp("expiry_date")
            reservationID = try reader.identifier("reservation_id", max: 36)
            locationID = try reader.identifier("location_id", max: 36)
            evseUID = try reader.optionalIdentifier("evse_uid", max: 36)
            authorizationReference = try reader.optionalIdentifier("authorization_reference", max: 36)
        }

        public var json: JSONValue {
            var object: JSONObject = ["response_url": .string(responseURL), "token": token.json]
            object["expiry_date"] = .timestamp(expiry)
            object["reservation_id"] = .string(reservationID)
            object["location_id"] = .string(locationID)
            object["evse_uid"] = evseUID.map(JSONValue.string)
            object["authorization_reference"] = authorizationReference.map(JSONValue.string)
            return .object(object)
        }
    }
}
