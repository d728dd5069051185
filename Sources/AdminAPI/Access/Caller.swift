/// Who is asking: a person, or a service that acts for nobody.
public struct Caller: Hashable, Sendable {
    /// The person's id (`mira`), also for a service (`svc-grafana`). Separation of duties compares this.
    public let person: String
    public let name: String
    public let roles: Set<Role>
    /// Services read whatever their roles read, and never act.
    public let isService: Bool

    public init(person: String, name: String, roles: Set<Role>, isService: Bool) {
        self.person = person
        self.name = name
        self.roles = roles
        self.isService = isService
    }

    public func may(_ action: ActionName) -> Bool {
        Permissions.allows(action, roles: roles, isService: isService)
    }

    public func may(read kind: Kind) -> Bool { !kind.readers.isDisjoint(with: roles) }

    public func may(read scope: ReadScope) -> Bool { !scope.readers.isDisjoint(with: roles) }
}
