/// The tags of an If-None-Match (RFC 9110 §13.1.2), compared weakly as it asks.
struct EntityTagList: Hashable, Sendable {
    private let isAny: Bool
    private let tags: [Substring]

    init(_ header: String?) {
        let text = header ?? ""
        isAny = text.filter { $0 != " " } == "*"
        // A comma inside a tag would cut it, and it matches nothing then; the hub's own have none.
        tags = text.split(separator: ",").map { part in
            let tag = part.drop { $0 == " " || $0 == "\t" }
            let strong = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
            return strong.prefix { $0 != " " && $0 != "\t" }
        }
    }

    func matches(_ etag: String) -> Bool { isAny || tags.contains { $0 == etag } }
}
