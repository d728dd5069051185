/// How much a document may ask of its reader.
public struct JSONLimits: Hashable, Sendable {
    public var maxBytes: Int
    public var maxDepth: Int
    /// In one object or array.
    public var maxMembers: Int
    public var maxStringBytes: Int

    public init(
        maxBytes: Int = 8 << 20, maxDepth: Int = 64, maxMembers: Int = 1 << 20, maxStringBytes: Int = 1 << 20
    ) {
        self.maxBytes = maxBytes
        self.maxDepth = maxDepth
        self.maxMembers = maxMembers
        self.maxStringBytes = maxStringBytes
    }

    public static let standard = JSONLimits()
}
