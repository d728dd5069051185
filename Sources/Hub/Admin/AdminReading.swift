import AdminAPI
import HTTPMessage
import JSON
import Roaming
import SQLite

/// Everything the admin API answers without changing anything; runs on a reader's snapshot.
struct AdminReading: Sendable {
    let call: AdminCall

    func reader(_ db: Connection) -> ResourceReader {
        ResourceReader(db: db, registry: call.registry, now: call.now)
    }

    func one(_ kind: Kind, _ db: Connection) throws -> HTTPResponse {
        guard let resource = try reader(db).resource(kind, call.id) else {
            throw Problem(.notFound, "there is no \(kind.rawValue) \(call.id)")
        }
        return .admin(resource.json, etag: resource.resource.etag)
    }

    /// Filtered by the console's grammar, sorted by any sortable column; the cursor is the number of rows before.
    func list(_ kind: Kind, _ db: Connection) throws -> HTTPResponse {
        let query = Query(call.request.queryValue("q") ?? "", kind: kind)
        let limit = try call.limit()
        let start = Int(try call.number("cursor", in: 0...10_000_000, default: 0))
        let matcher = QueryMatcher(query, now: call.now)
        let reader = reader(db)
        var found: [JSONObject] = []
        for id in try Feed.versions(db, kind).keys.sorted() {
            guard let resource = try reader.resource(kind, id), case .object(let object) = resource.json else {
                continue
            }
            if matcher.matches(object) { found.append(object) }
        }
        let sort = call.request.queryValue("sort").map(Sort.init) ?? kind.columns.defaultSort
        guard let column = kind.columns[sort.column], column.isSortable else {
            throw Problem(.badValue, "\(kind.plural) cannot be sorted by \(sort.column)", field: "sort", rule: "column")
        }
        let keyed = found.map { (key: SortKey(column.value(in: $0)), object: $0) }
        let sorted = keyed.sorted { sort.descending ? $1.key < $0.key : $0.key < $1.key }.map(\.object)
        var page = JSONObject()
        page["items"] = .array(sorted.dropFirst(start).prefix(limit).map(JSONValue.object))
        if start + limit < sorted.count { page["next"] = .string(String(start + limit)) }
        page["total"] = .number(JSONNumber(Int64(sorted.count)))
        if !query.problems.isEmpty { page["problems"] = .array(query.problems.map { .string($0.description) }) }
        return .admin(.object(page))
    }

    /// What is missing comes first, then numbers, then texts.
    private enum SortKey: Comparable {
        case missing
        case number(Int64)
        case text(String)

        init(_ value: ColumnValue) {
            switch value {
            case .missing: self = .missing
            case .number(let number): self = .number(number)
            case .text(let text): self = .text(text)
            case .list(let words): self = words.isEmpty ? .missing : .text(words.joined(separator: " "))
            }
        }
    }

    static let roles = Page(
        items: Role.allCases.map { role in
            RoleRow(
                role: role.rawValue, words: role.words,
                actions: ActionName.allCases.filter { Permissions.roles(for: $0).contains(role) }.map(\.rawValue),
                kinds: Kind.allCases.filter { $0.readers.contains(role) }.map(\.rawValue),
                scopes: ReadScope.allCases.filter { $0.readers.contains(role) }.map(\.rawValue))
        })

    /// Reads of a kind that answer with something other than its resource.
    static let operationsOfKinds: Set<String> = ["tariffHistory", "tariffEstimate", "cdrPricing", "pricesServed"]

    func onDemand(_ db: Connection) throws -> HTTPResponse {
        switch call.route.operation {
        case "messages": return .admin(try messages(db).json)
        case "message": return .admin(try message(db).json)
        case "sessionTimeline": return .admin(try timeline(db).json)
        case "payoutLines": return .admin(try payoutLines(db).json)
        case "previewDecision": return .admin(try preview(db).json)
        case "journals": return .admin(try journals(db).json)
        case "trialBalance": return .admin(try trialBalance(db).json)
        case "audit": return .admin(try audit(db).json)
        case "tariffHistory": return .admin(try tariffHistory(db).json)
        case "tariffEstimate": return .admin(try tariffEstimate(db).json)
        case "cdrPricing": return .admin(try cdrPricing(db).json)
        case "pricesServed": return .admin(try pricesServed(db).json)
        case "people": return .admin(try people(db).json)
        case "settings":
            let settings = try HubSettings.read(db)
            return .admin(settings.json, etag: EntityTag(version: settings.version))
        default: preconditionFailure("the route \(call.route.operation) has no answer")
        }
    }

    /// A page cut from a list that is short anyway, by the number of items before it.
    func cut<Item>(_ items: [Item]) throws -> Page<Item> {
        let limit = try call.limit()
        let start = Int(try call.number("cursor", in: 0...10_000_000, default: 0))
        return Page(
            items: Array(items.dropFirst(start).prefix(limit)),
            next: start + limit < items.count ? String(start + limit) : nil, total: items.count)
    }
}
