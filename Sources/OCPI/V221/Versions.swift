import JSON
import Roaming

extension V221 {
    /// One entry of a partner's versions list.
    public struct Version: Hashable, Sendable {
        public let version: VersionNumber
        public let url: String

        public init(version: VersionNumber, url: String) {
            self.version = version
            self.url = url
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            version = VersionNumber(rawValue: try reader.string("version"))
            url = try reader.url("url")
        }

        public var json: JSONValue { ["version": .string(version.rawValue), "url": .string(url)] }
    }

    /// The endpoints of one version. Modules nobody knows are kept; who looks one up passes them by.
    public struct VersionDetails: Hashable, Sendable {
        public let version: VersionNumber
        public let endpoints: [Endpoint]

        public init(version: VersionNumber, endpoints: [Endpoint]) {
            self.version = version
            self.endpoints = endpoints
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            version = VersionNumber(rawValue: try reader.string("version"))
            endpoints = try reader.nonEmptyList("endpoints", Endpoint.init)
        }

        /// The credentials URL, in whichever role it is listed: partners list it as either, or as both.
        public var credentialsURL: String? {
            endpoints.first { $0.module == .credentials }?.url
        }

        public func url(of module: ModuleID, _ role: InterfaceRole) -> String? {
            endpoints.first { $0.module == module && $0.role == role }?.url
        }

        public var json: JSONValue {
            ["version": .string(version.rawValue), "endpoints": .array(endpoints.map(\.json))]
        }
    }

    /// Where one side of one module is served. The URL is opaque and is used exactly as advertised.
    public struct Endpoint: Hashable, Sendable {
        public let module: ModuleID
        /// Read as SENDER when a credentials or an unknown module's entry has none that we know.
        public let role: InterfaceRole
        public let url: String

        public init(module: ModuleID, role: InterfaceRole, url: String) {
            self.module = module
            self.role = role
            self.url = url
        }

        public init(_ reader: ObjectReader) throws(FieldError) {
            module = ModuleID(rawValue: try reader.string("identifier"))
            url = try reader.url("url")
            if module.isFunctional || module == .hubClientInfo {
                role = try reader.choice("role", InterfaceRole.self)
            } else {
                role = (try reader.optionalText("role")).flatMap(InterfaceRole.init) ?? .sender
            }
        }

        public var json: JSONValue {
            ["identifier": .string(module.rawValue), "role": .string(role.rawValue), "url": .string(url)]
        }
    }
}
