import JSON

/// Invites a platform to register at the hub.
public struct InvitationBody: JSONConvertible {
    public var platform: String

    public init(platform: String) {
        self.platform = platform
    }
}

extension InvitationBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        platform = try reader.words("platform")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("platform", platform)
        return members.json
    }

    public static let schema = Schema(
        "InvitationBody", "Invites a platform to register",
        [
            .field("platform", .text, "Short name for the platform")
        ])
}

/// Makes the hub register at a platform, with the token that the platform gave.
public struct RegistrationBody: JSONConvertible {
    public var platform: String
    public var versionsURL: String
    public var token: String

    public init(platform: String, versionsURL: String, token: String) {
        self.platform = platform
        self.versionsURL = versionsURL
        self.token = token
    }
}

extension RegistrationBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        platform = try reader.words("platform")
        versionsURL = try reader.words("versions_url")
        token = try reader.words("token")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("platform", platform)
        members.add("versions_url", versionsURL)
        members.add("token", token)
        return members.json
    }

    public static let schema = Schema(
        "RegistrationBody", "Registers the hub at a platform",
        [
            .field("platform", .text, "Short name for the platform"),
            .field("versions_url", .text, "Its versions endpoint"),
            .field("token", .text, "Its CREDENTIALS_TOKEN_A"),
        ])
}
