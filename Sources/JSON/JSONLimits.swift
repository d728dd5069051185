/// What a document may cost before it is refused.
public struct JSONLimits: Hashable, Sendable {
    /// Containers inside one another; `[[]]` has depth 2.
    public var maxDepth: Int
    /// Bytes of the whole document.
    public var maxBytes: Int
    /// Bytes of one string or name as written, without its quotes.
    public var maxStringBytes: Int
    /// Bytes of one number's literal.
    public var maxNumberBytes: Int
    /// Members of one object.
    public var maxMembers: Int
    /// Values in the whole document; this bounds memory, since `1,` costs two bytes but a whole value.
    public var maxValues: Int

    public init(
        maxBytes: Int = 8 << 20, maxDepth: Int = 64, maxMembers: Int = 10_000, maxStringBytes: Int = 1 << 20,
        maxNumberBytes: Int = 128, maxValues: Int = 1_000_000
    ) {
        self.maxDepth = maxDepth
        self.maxBytes = maxBytes
        self.maxStringBytes = maxStringBytes
        self.maxNumberBytes = maxNumberBytes
        self.maxMembers = maxMembers
        self.maxValues = maxValues
    }

    public static let standard = JSONLimits()
}
