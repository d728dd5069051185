import JSON

/// The registration token (OCPI's CREDENTIALS_TOKEN_A) for a new partner; the hub keeps only its hash.
public struct Invitation: JSONConvertible {
    public var platform: String
    public var token: String
    public var versionsURL: String

    public init(platform: String, token: String, versionsURL: String) {
        self.platform = platform
        self.token = token
        self.versionsURL = versionsURL
    }
}

extension Invitation {
    public init(_ reader: ObjectReader) throws(FieldError) {
        platform = try reader.string("platform")
        token = try reader.string("token")
        versionsURL = try reader.string("versions_url")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("platform", platform)
        members.add("token", token)
        members.add("versions_url", versionsURL)
        return members.json
    }

    public static let schema = Schema(
        "Invitation", "A registration token for a new partner, shown once",
        [
            .field("platform", .text, "Name of the new platform"),
            .field("token", .text, "The token; it cannot be shown again"),
            .field("versions_url", .text, "Where the partner begins"),
        ])
}

/// A bearer token for a person or service; the hub keeps only its hash.
public struct IssuedToken: JSONConvertible {
    public var person: String
    public var token: String
    public var fingerprint: String

    public init(person: String, token: String, fingerprint: String) {
        self.person = person
        self.token = token
        self.fingerprint = fingerprint
    }
}

extension IssuedToken {
    public init(_ reader: ObjectReader) throws(FieldError) {
        person = try reader.string("person")
        token = try reader.string("token")
        fingerprint = try reader.string("fingerprint")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("person", person)
        members.add("token", token)
        members.add("fingerprint", fingerprint)
        return members.json
    }

    public static let schema = Schema(
        "IssuedToken", "A bearer token, shown once",
        [
            .field("person", .text, "Whose it is"),
            .field("token", .text, "The token; it cannot be shown again"),
            .field("fingerprint", .text, "Its fingerprint"),
        ])
}

/// A partner platform after a handshake, with the parties it speaks for.
public struct Platform: JSONConvertible {
    public var platform: String
    public var status: String
    public var parties: [String]
    public var sendFingerprint: String?

    public init(platform: String, status: String, parties: [String] = [], sendFingerprint: String? = nil) {
        self.platform = platform
        self.status = status
        self.parties = parties
        self.sendFingerprint = sendFingerprint
    }
}

extension Platform {
    public init(_ reader: ObjectReader) throws(FieldError) {
        platform = try reader.string("platform")
        status = try reader.string("status")
        parties = try reader.strings("parties")
        sendFingerprint = try reader.optionalString("send_fingerprint")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("platform", platform)
        members.add("status", status)
        members.add("parties", parties)
        members.add("send_fingerprint", sendFingerprint)
        return members.json
    }

    public static let schema = Schema(
        "Platform", "A partner platform after a handshake",
        [
            .field("platform", .text, "Its name"),
            .field("status", .text, "Its connection status"),
            .field("parties", .list(.text), "Ids of its partner resources"),
            .optional("send_fingerprint", .text, "Fingerprint of the token the hub sends"),
        ])
}
