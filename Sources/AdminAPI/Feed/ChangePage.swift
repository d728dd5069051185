import JSON

/// A page of the feed: changes after the asked `seq`, oldest first, as far as the caller may read.
///
/// A desk that meets another `epoch` or `role` than its cache has drops the cache and starts at 0.
public struct ChangePage: JSONConvertible {
    /// Names the database; a new or restored one has another.
    public var epoch: String
    /// `Set<Role>.fingerprint` of the caller.
    public var role: String
    /// The feed's newest `seq`, whether the caller may read that change or not.
    public var head: Int64
    public var changes: [Change]
    /// There are changes after the last of this page that the caller may read.
    public var more: Bool

    /// Where the next page begins: after the last change, or at the head when nothing is left.
    public var next: Int64 { more ? changes.last?.seq ?? head : max(head, changes.last?.seq ?? 0) }

    public init(epoch: String, role: String, head: Int64, changes: [Change], more: Bool) {
        self.epoch = epoch
        self.role = role
        self.head = head
        self.changes = changes
        self.more = more
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        epoch = try reader.string("epoch")
        role = try reader.string("role")
        head = try reader.int64("head")
        changes = try reader.list("changes")
        more = try reader.bool("more")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("epoch", epoch)
        members.add("role", role)
        members.add("head", head)
        members.add("changes", changes)
        members.add("more", more)
        return members.json
    }

    public static let schema = Schema(
        "ChangePage", "A page of the change feed",
        [
            .field("epoch", .text, "Names the database; drop what you have when it is another one"),
            .field("role", .text, "The caller's roles; drop what you have when they are others"),
            .field("head", .integer, "The feed's newest seq"),
            .field("changes", .list(.object("Change")), "Oldest first, one per resource"),
            .field("more", .flag, "There is another page"),
        ])
}
