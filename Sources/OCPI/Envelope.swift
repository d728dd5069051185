import JSON
import Roaming

/// The object around every OCPI answer: `data`, `status_code`, `status_message`, `timestamp`.
///
/// Source: OCPI 2.2.1, transport and format, "Response format". A missing `timestamp` is accepted, because
/// nothing of ours depends on it; a missing `status_code` is not, because then success cannot be told from failure.
public struct Envelope: Sendable {
    public let data: JSONValue?
    public let status: OCPIStatus
    public let message: String?
    public let timestamp: Timestamp?

    public init(status: OCPIStatus, message: String? = nil, data: JSONValue? = nil, timestamp: Timestamp?) {
        self.data = data
        self.status = status
        self.message = message
        self.timestamp = timestamp
    }

    /// Reads a partner's answer; anything that is not an envelope throws, whatever its HTTP status was.
    public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
        let value: JSONValue
        do {
            value = try JSON.parse(bytes)
        } catch {
            throw .notJSON(error)
        }
        do {
            let reader = try ObjectReader(value)
            status = OCPIStatus(rawValue: try reader.int("status_code"))
            message = try reader.optionalText("status_message")
            timestamp = (try reader.optionalText("timestamp")).flatMap { Timestamp(rfc3339: $0) }
            data = reader.present("data")
        } catch {
            throw .notEnvelope(error)
        }
    }

    /// `data` as an object, for the modules that answer one. Some partners wrap it in a list of one.
    public func dataObject() throws(FieldError) -> ObjectReader {
        guard let data else { throw FieldError(field: "data", rule: "is required here", value: nil) }
        if case .array(let items) = data, items.count == 1 { return try ObjectReader(items[0], at: "data[0]") }
        return try ObjectReader(data, at: "data")
    }

    public var json: JSONValue {
        var object: JSONObject = [:]
        object["data"] = data
        object["status_code"] = .number(JSONNumber(Int64(status.rawValue)))
        object["status_message"] = message.map(JSONValue.string)
        object["timestamp"] = timestamp.map { .string($0.rfc3339) }
        return .object(object)
    }

    public func serialized() -> [UInt8] {
        json.serialized()
    }

    /// The envelope written around bytes that are already JSON, which pass through untouched.
    ///
    /// This is how the hub answers with what an owner sent: numbers, unknown fields and signed texts stay as they came.
    public static func bytes(
        status: OCPIStatus, message: String? = nil, aroundData data: [UInt8]?, at timestamp: Timestamp
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((data?.count ?? 0) + 128)
        bytes.append(UInt8(ascii: "{"))
        if let data {
            bytes += #""data":"#.utf8
            bytes += data
            bytes.append(UInt8(ascii: ","))
        }
        bytes += #""status_code":\#(status.rawValue),"#.utf8
        if let message {
            bytes += #""status_message":"#.utf8
            bytes += JSONValue.string(message).serialized()
            bytes.append(UInt8(ascii: ","))
        }
        bytes += #""timestamp":"\#(timestamp.rfc3339)"}"#.utf8
        return bytes
    }

    /// The elements, each already JSON, as one array for `bytes(status:message:aroundData:at:)`.
    public static func arrayBytes(of elements: some Sequence<[UInt8]>) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for element in elements {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes += element
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }
}

/// Why bytes are not an OCPI answer.
public enum EnvelopeError: Error, CustomStringConvertible {
    case notJSON(JSONError)
    case notEnvelope(FieldError)

    public var description: String {
        switch self {
        case .notJSON(let error): "the answer is not JSON: \(error)"
        case .notEnvelope(let error): "the answer is not an OCPI envelope: \(error)"
        }
    }
}
