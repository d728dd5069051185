import JSON
import Roaming

extension V221 {
    /// The direct answer to a command: whether it was passed on, not whether it worked.
    public struct CommandResponse: Hashable, Sendable {
        public enum Result: String, Hashable, Sendable, CaseIterable {
            case notSupported = "NOT_SUPPORTED"
            case rejected = "REJECTED"
            case accepted = "ACCEPTED"
            case unknownSession = "UNKNOWN_SESSION"
        }

        public let result: Result
        /// Seconds after which no result will come any more; 30 where a partner left it out.
        public let timeout: Int
        public let message: [DisplayText]

        public init(result: Result, timeout: Int, message: [DisplayText] = []) {
            self.result = result
            self.timeout = timeout
            self.message = message
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            result = try reader.choice("result", Result.self)
            timeout = try reader.optionalInt("timeout") ?? 30
            message = try reader.messages()
        }

        public var json: JSONValue {
            var object: JSONObject = ["result": .string(result.rawValue), "timeout": .whole(timeout)]
            object["message"] = .list(message, \.json)
            return .object(object)
        }
    }

    /// What became of a command, posted later to its response_url.
    public struct CommandResult: Hashable, Sendable {
        public enum Result: String, Hashable, Sendable, CaseIterable {
            case accepted = "ACCEPTED"
            case canceledReservation = "CANCELED_RESERVATION"
            case evseOccupied = "EVSE_OCCUPIED"
            case evseInoperative = "EVSE_INOPERATIVE"
            case failed = "FAILED"
            case notSupported = "NOT_SUPPORTED"
            case rejected = "REJECTED"
            case timeout = "TIMEOUT"
            case unknownReservation = "UNKNOWN_RESERVATION"
        }

        public let result: Result
        public let message: [DisplayText]

        public init(result: Result, message: [DisplayText] = []) {
            self.result = result
            self.message = message
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            result = try reader.choice("result", Result.self)
            message = try reader.messages()
        }

        public var json: JSONValue {
            var object: JSONObject = ["result": .string(result.rawValue)]
            object["message"] = .list(message, \.json)
            return .object(object)
        }
    }
}

extension ObjectReader {
    /// `message`: a list of texts, or the single text that an older edition had.
    fileprivate func messages() throws(FieldError) -> [V221.DisplayText] {
        if case .object? = present("message") {
            return [try one("message", V221.DisplayText.init)]
        }
        return try list("message", V221.DisplayText.init)
    }
}
