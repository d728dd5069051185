import JSON
import Roaming

/// One OCPI module of a partner: whether we expect it and whether they offer it.
public struct PartnerModule: JSONConvertible {
    public var identifier: String
    /// SENDER or RECEIVER, from the partner's side.
    public var role: String
    /// Host and port only; paths may hold secrets.
    public var urlHost: String
    public var advertised: Bool
    public var expected: Bool

    public init(identifier: String, role: String, urlHost: String, advertised: Bool, expected: Bool) {
        self.identifier = identifier
        self.role = role
        self.urlHost = urlHost
        self.advertised = advertised
        self.expected = expected
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        identifier = try reader.string("identifier")
        role = try reader.string("role")
        urlHost = try reader.string("url_host")
        advertised = try reader.bool("advertised")
        expected = try reader.bool("expected")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("identifier", identifier)
        members.add("role", role)
        members.add("url_host", urlHost)
        members.add("advertised", advertised)
        members.add("expected", expected)
        return members.json
    }

    public static let schema = Schema(
        "PartnerModule", "One OCPI module of a partner",
        [
            .field("identifier", .text, "OCPI ModuleID"),
            .field("role", .word(["RECEIVER", "SENDER"]), "The partner's side"),
            .field("url_host", .text, "Host and port of its endpoint; empty when not offered"),
            .field("advertised", .flag, "They offer it"),
            .field("expected", .flag, "Their role needs it"),
        ])
}

/// Messages since registration, both directions.
public struct PartnerTraffic: JSONConvertible {
    public var inTotal: Int
    public var outTotal: Int
    public var errors4xx: Int
    /// Answers with an OCPI status of 2xxx or 3xxx.
    public var refused: Int
    public var maybe: Int
    public var timeouts: Int

    public init(
        inTotal: Int = 0, outTotal: Int = 0, errors4xx: Int = 0, refused: Int = 0, maybe: Int = 0, timeouts: Int = 0
    ) {
        self.inTotal = inTotal
        self.outTotal = outTotal
        self.errors4xx = errors4xx
        self.refused = refused
        self.maybe = maybe
        self.timeouts = timeouts
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        inTotal = try reader.int("in_total")
        outTotal = try reader.int("out_total")
        errors4xx = try reader.int("errors_4xx")
        refused = try reader.int("refused")
        maybe = try reader.int("maybe")
        timeouts = try reader.int("timeouts")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("in_total", inTotal)
        members.add("out_total", outTotal)
        members.add("errors_4xx", errors4xx)
        members.add("refused", refused)
        members.add("maybe", maybe)
        members.add("timeouts", timeouts)
        return members.json
    }

    public static let schema = Schema(
        "PartnerTraffic", "Message counts since registration",
        [
            .field("in_total", .integer, "Requests from the partner"),
            .field("out_total", .integer, "Requests to the partner"),
            .field("errors_4xx", .integer, "HTTP errors in either direction"),
            .field("refused", .integer, "Answers with an OCPI error status"),
            .field("maybe", .integer, "Requests nobody knows the fate of"),
            .field("timeouts", .integer, "Requests without an answer in time"),
        ])
}

/// One thing that is wrong with a partner's line.
public struct PartnerAlert: JSONConvertible {
    public var code: String
    public var text: String
    public var since: Timestamp

    public init(code: String, text: String, since: Timestamp) {
        self.code = code
        self.text = text
        self.since = since
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        code = try reader.string("code")
        text = try reader.string("text")
        since = try reader.timestamp("since")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("code", code)
        members.add("text", text)
        members.add("since", since)
        return members.json
    }

    public static let schema = Schema(
        "PartnerAlert", "One thing that is wrong with a partner's line",
        [
            .field("code", .text, "SLOW, MAYBE, SILENT…"),
            .field("text", .text, "In words"),
            .field("since", .dateTime, "When it began"),
        ])
}

/// Fingerprints of the credentials tokens of one platform; the tokens themselves never leave the hub.
public struct TokenFingerprints: JSONConvertible {
    /// Tokens the hub accepts from the partner; two while a rotation is under way.
    public var accept: [String]
    /// The token the hub sends, nil before registration.
    public var send: String?

    public init(accept: [String] = [], send: String? = nil) {
        self.accept = accept
        self.send = send
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        accept = try reader.strings("accept")
        send = try reader.optionalString("send")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("accept", accept)
        members.add("send", send)
        return members.json
    }

    public static let schema = Schema(
        "TokenFingerprints", "Fingerprints of credentials tokens, fp: and eight hex digits of their SHA-256",
        [
            .field("accept", .list(.text), "Tokens the hub accepts"),
            .optional("send", .text, "The token the hub sends"),
        ])
}

/// Deliveries to a partner that are not done.
public struct DeliveryCounts: JSONConvertible {
    public var pending: Int
    public var refused: Int
    public var maybe: Int

    public init(pending: Int = 0, refused: Int = 0, maybe: Int = 0) {
        self.pending = pending
        self.refused = refused
        self.maybe = maybe
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        pending = try reader.int("pending")
        refused = try reader.int("refused")
        maybe = try reader.int("maybe")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("pending", pending)
        members.add("refused", refused)
        members.add("maybe", maybe)
        return members.json
    }

    public static let schema = Schema(
        "DeliveryCounts", "Deliveries that are not done",
        [
            .field("pending", .integer, "Waiting or being retried"),
            .field("refused", .integer, "The partner said no"),
            .field("maybe", .integer, "Sent, no answer"),
        ])
}
