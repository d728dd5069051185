import AdminAPI

/// One resource by kind and id.
public struct ResourceRef: Hashable, Sendable {
    public let kind: Kind
    public let id: String

    public init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}

extension Resource {
    var ref: ResourceRef { ResourceRef(Self.kind, id) }
}
