import JSON
import Roaming

/// Who the token belongs to, what they may do, and which hub answers.
public struct Me: JSONConvertible {
    public var person: String
    public var name: String
    public var roles: [String]
    public var service: Bool
    public var permissions: [String]
    public var kinds: [String]
    public var scopes: [String]
    public var hub: HubInfo

    public init(
        person: String, name: String, roles: [String] = [], service: Bool, permissions: [String] = [],
        kinds:
            [String] = [], scopes: [String] = [], hub: HubInfo
    ) {
        self.person = person
        self.name = name
        self.roles = roles
        self.service = service
        self.permissions = permissions
        self.kinds = kinds
        self.scopes = scopes
        self.hub = hub
    }
}

extension Me {
    public init(_ reader: ObjectReader) throws(FieldError) {
        person = try reader.string("person")
        name = try reader.string("name")
        roles = try reader.strings("roles")
        service = try reader.bool("service")
        permissions = try reader.strings("permissions")
        kinds = try reader.strings("kinds")
        scopes = try reader.strings("scopes")
        hub = try reader.one("hub")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("person", person)
        members.add("name", name)
        members.add("roles", roles)
        members.add("service", service)
        members.add("permissions", permissions)
        members.add("kinds", kinds)
        members.add("scopes", scopes)
        members.add("hub", hub.json)
        return members.json
    }

    public static let schema = Schema(
        "Me", "Who the token belongs to, and which hub answers",
        [
            .field("person", .text, "Id of the person or service"),
            .field("name", .text, "Display name"),
            .field("roles", .list(.text), "Role names, sorted"),
            .field("service", .flag, "It is a service"),
            .field("permissions", .list(.text), "Actions it may do"),
            .field("kinds", .list(.text), "Kinds its feed carries"),
            .field("scopes", .list(.text), "On-demand reads it has"),
            .field("hub", .object("HubInfo"), "The hub that answers"),
        ])
}

/// The hub that answers, and its clock.
public struct HubInfo: JSONConvertible {
    public var name: String
    public var party: PartyID
    public var epoch: String
    public var now: Timestamp
    public var speed: Int

    public init(name: String, party: PartyID, epoch: String, now: Timestamp, speed: Int) {
        self.name = name
        self.party = party
        self.epoch = epoch
        self.now = now
        self.speed = speed
    }
}

extension HubInfo {
    public init(_ reader: ObjectReader) throws(FieldError) {
        name = try reader.string("name")
        party = try reader.party("party")
        epoch = try reader.string("epoch")
        now = try reader.timestamp("now")
        speed = try reader.int("speed")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("name", name)
        members.add("party", party)
        members.add("epoch", epoch)
        members.add("now", now)
        members.add("speed", speed)
        return members.json
    }

    public static let schema = Schema(
        "HubInfo", "The hub that answers",
        [
            .field("name", .text, "Its name"),
            .field("party", .party, "Its party"),
            .field("epoch", .text, "Changes when the database is another one"),
            .field("now", .dateTime, "Its clock"),
            .field("speed", .integer, "How many times faster than real time it runs; 1 outside a demo"),
        ])
}
