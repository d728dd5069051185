import JSON

/// Invites a platform to register at the hub.
public struct InvitationBody: JSONConvertible {
    public var platform: String
    /// The platform's parties have signed the hub's terms; without that nobody trades with them.
    public var termsAccepted: Bool

    public init(platform: String, termsAccepted: Bool = false) {
        self.platform = platform
        self.termsAccepted = termsAccepted
    }
}

extension InvitationBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        platform = try reader.words("platform")
        termsAccepted = try reader.optionalBool("terms_accepted") ?? false
    }

    public var json: JSONValue {
        var members = Members()
        members.add("platform", platform)
        members.add("terms_accepted", termsAccepted ? true : nil)
        return members.json
    }

    public static let schema = Schema(
        "InvitationBody", "Invites a platform to register",
        [
            .field("platform", .text, "Short name for the platform"),
            .optional("terms_accepted", .flag, "Its parties have signed the hub's terms"),
        ])
}

/// Makes the hub register at a platform, with the token that the platform gave.
public struct RegistrationBody: JSONConvertible {
    public var platform: String
    public var versionsURL: String
    public var token: String
    /// The platform's parties have signed the hub's terms; without that nobody trades with them.
    public var termsAccepted: Bool

    public init(platform: String, versionsURL: String, token: String, termsAccepted: Bool = false) {
        self.platform = platform
        self.versionsURL = versionsURL
        self.token = token
        self.termsAccepted = termsAccepted
    }
}

extension RegistrationBody {
    public init(_ reader: ObjectReader) throws(FieldError) {
        platform = try reader.words("platform")
        versionsURL = try reader.words("versions_url")
        token = try reader.words("token")
        termsAccepted = try reader.optionalBool("terms_accepted") ?? false
    }

    public var json: JSONValue {
        var members = Members()
        members.add("platform", platform)
        members.add("versions_url", versionsURL)
        members.add("token", token)
        members.add("terms_accepted", termsAccepted ? true : nil)
        return members.json
    }

    public static let schema = Schema(
        "RegistrationBody", "Registers the hub at a platform",
        [
            .field("platform", .text, "Short name for the platform"),
            .field("versions_url", .text, "Its versions endpoint"),
            .field("token", .text, "Its CREDENTIALS_TOKEN_A"),
            .optional("terms_accepted", .flag, "Its parties have signed the hub's terms"),
        ])
}
