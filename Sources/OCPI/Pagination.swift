import HTTPMessage
import JSON
import Roaming

/// What a list request asks for: the objects whose `last_updated` is in `[from, to)`, and which page of them.
///
/// Source: OCPI 2.2.1, transport and format, "Pagination". Order is creation time ascending.
public struct PageRequest: Hashable, Sendable {
    public var from: Timestamp?
    public var to: Timestamp?
    public var offset: Int
    public var limit: Int?

    public init(from: Timestamp? = nil, to: Timestamp? = nil, offset: Int = 0, limit: Int? = nil) {
        self.from = from
        self.to = to
        self.offset = offset
        self.limit = limit
    }

    /// - Throws: the parameter that is not a date, not a number, or negative. Unknown parameters are ignored.
    public init(query: [(name: String, value: String)]) throws(FieldError) {
        self.init()
        for (name, value) in query where !value.isEmpty {
            switch name {
            case "date_from": from = try Self.date(value, name)
            case "date_to": to = try Self.date(value, name)
            case "offset": offset = try Self.count(value, name)
            case "limit": limit = try Self.count(value, name)
            default: break
            }
        }
    }

    /// The objects to return at most, when the server itself gives no more than `cap`.
    public func pageSize(cap: Int) -> Int {
        min(limit ?? cap, cap)
    }

    public func contains(_ lastUpdated: Timestamp) -> Bool {
        if let from, lastUpdated < from { return false }
        if let to, lastUpdated >= to { return false }
        return true
    }

    public var query: [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        if let from { query.append(("date_from", from.rfc3339)) }
        if let to { query.append(("date_to", to.rfc3339)) }
        if offset > 0 { query.append(("offset", String(offset))) }
        if let limit { query.append(("limit", String(limit))) }
        return query
    }

    private static func date(_ text: String, _ name: String) throws(FieldError) -> Timestamp {
        // A "+" that a client forgot to encode arrives as a space.
        let repaired = String(text.map { $0 == " " ? "+" : $0 })
        guard let timestamp = Timestamp(rfc3339: repaired) else {
            throw FieldError(field: name, rule: "must be an RFC 3339 date and time", value: text)
        }
        return timestamp
    }

    private static func count(_ text: String, _ name: String) throws(FieldError) -> Int {
        guard let count = Int(text), (0...1_000_000_000).contains(count) else {
            throw FieldError(field: name, rule: "must be a whole number from 0", value: text)
        }
        return count
    }
}

/// The three headers of a page: where the next is, how many objects match, and the server's own limit.
public struct PageAnswer: Hashable, Sendable {
    /// The URL of the next page; nil on the last one.
    public var next: String?
    /// Objects that match the filter and that this client may see, without offset and limit.
    public var total: Int?
    /// The most objects the server gives in a page, not the number it gave.
    public var limit: Int?

    public init(next: String? = nil, total: Int? = nil, limit: Int? = nil) {
        self.next = next
        self.total = total
        self.limit = limit
    }

    /// The headers for a page cut from `total` objects, with a Link that repeats the filters.
    public init(request: PageRequest, total: Int, cap: Int, listURL: String) {
        let size = request.pageSize(cap: cap)
        self.init(total: total, limit: cap)
        let following = request.offset + size
        if size > 0, following < total {
            var rest = request
            rest.offset = following
            rest.limit = size
            next = EndpointURL.join(listURL, [], query: rest.query)
        }
    }

    public init(from fields: HTTPFields) {
        next = fields.all("Link").lazy.compactMap(LinkHeader.next(in:)).first
        total = fields.first("X-Total-Count").flatMap { Int($0) }
        limit = fields.first("X-Limit").flatMap { Int($0) }
    }

    public func write(to fields: inout HTTPFields) {
        if let next { fields.set("Link", LinkHeader.value(next: next)) }
        if let total { fields.set("X-Total-Count", String(total)) }
        if let limit { fields.set("X-Limit", String(limit)) }
    }
}
