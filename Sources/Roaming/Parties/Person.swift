/// Somebody who acts in the hub: a person, or a service that may look and never decide.
public struct Person: Hashable, Sendable, CustomStringConvertible {
    public let id: Int64
    public let name: String
    public let isService: Bool

    public init(id: Int64, name: String, isService: Bool = false) {
        self.id = id
        self.name = name
        self.isService = isService
    }

    public var description: String { name }
}
