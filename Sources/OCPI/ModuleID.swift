/// The name of an OCPI module in version details; unknown names are kept and ignored, never refused.
public struct ModuleID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let versions = ModuleID(rawValue: "versions")
    public static let credentials = ModuleID(rawValue: "credentials")
    public static let hubClientInfo = ModuleID(rawValue: "hubclientinfo")
    public static let locations = ModuleID(rawValue: "locations")
    public static let sessions = ModuleID(rawValue: "sessions")
    public static let cdrs = ModuleID(rawValue: "cdrs")
    public static let tariffs = ModuleID(rawValue: "tariffs")
    public static let tokens = ModuleID(rawValue: "tokens")
    public static let commands = ModuleID(rawValue: "commands")
    public static let chargingProfiles = ModuleID(rawValue: "chargingprofiles")

    /// The modules a hub routes between parties; the others configure a connection and carry no routing headers.
    public static let functional: [ModuleID] = [
        .cdrs, .chargingProfiles, .commands, .locations, .sessions, .tariffs, .tokens,
    ]

    public var isFunctional: Bool { Self.functional.contains(self) }

    public var description: String { rawValue }
}

/// Which side of a module an endpoint serves: the data owner's (SENDER) or the other one's (RECEIVER).
public enum InterfaceRole: String, Hashable, Sendable, CaseIterable {
    case sender = "SENDER"
    case receiver = "RECEIVER"
}

/// An OCPI version name. Unknown ones are ignored in a partner's list.
public struct VersionNumber: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let v211 = VersionNumber(rawValue: "2.1.1")
    public static let v22 = VersionNumber(rawValue: "2.2")
    public static let v221 = VersionNumber(rawValue: "2.2.1")
    public static let v230 = VersionNumber(rawValue: "2.3.0")

    public var description: String { rawValue }

    /// Numbers compared part by part; nil for a name that is not dotted numbers.
    private var parts: [Int]? {
        let parts = rawValue.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        return parts.contains(nil) ? nil : parts.compactMap { $0 }
    }

    /// The latest version both sides know, which is the one the side that starts must use.
    public static func latestMutual(_ ours: [VersionNumber], _ theirs: [VersionNumber]) -> VersionNumber? {
        ours.filter(theirs.contains).max { one, other in
            (one.parts ?? []).lexicographicallyPrecedes(other.parts ?? [])
        }
    }
}
