import Roaming
import SQLite

/// Which objects of a kind, and which slice of them (OCPI 2.2.1, pagination).
struct PageQuery: Sendable {
    /// Owners whose objects the caller may see; nil for all.
    var owners: Set<PartyID>?
    /// For sessions and CDRs: only those of these receiving parties.
    var receivers: Set<PartyID>?
    /// Inclusive, on `last_updated`.
    var dateFrom: Timestamp?
    /// Exclusive.
    var dateTo: Timestamp?
    var offset = 0
    var limit = 100
    /// Only what came by broadcast: what was sent to one party is nobody else's.
    var sharedOnly = false

    /// The WHERE clause with its values; `receiver` names the table's column for the receiving party.
    func filter(receiver: String? = nil, hasShared: Bool = true) -> (sql: String, values: [(any Bindable)?]) {
        var terms: [String] = []
        var values: [(any Bindable)?] = []
        func among(_ column: String, _ parties: Set<PartyID>?) {
            guard let parties else { return }
            terms.append("\(column) IN (\(parties.map { _ in "?" }.joined(separator: ", ")))")
            values += parties.sorted()
        }
        among(receiver == nil ? "owner" : "cpo", owners)
        if let receiver { among(receiver, receivers) }
        if let dateFrom {
            terms.append("last_updated >= ?")
            values.append(dateFrom)
        }
        if let dateTo {
            terms.append("last_updated < ?")
            values.append(dateTo)
        }
        if sharedOnly && hasShared { terms.append("is_shared = 1") }
        return (terms.isEmpty ? "1" : terms.joined(separator: " AND "), values)
    }
}

/// A slice in the order of creation, and how many objects there are in all.
struct PageResult<Item: Sendable>: Sendable {
    var items: [Item]
    var total: Int
}

extension Connection {
    /// Counts and slices one table or view; `id` is its order of creation.
    func page<Item>(
        _ source: String, _ filter: (sql: String, values: [(any Bindable)?]), _ page: PageQuery,
        row: (Row) throws -> Item
    ) throws -> PageResult<Item> {
        let total = try one("SELECT count(*) FROM \(source) WHERE \(filter.sql)", values: filter.values) {
            try $0.int(0)
        }
        let items = try query(
            "SELECT * FROM \(source) WHERE \(filter.sql) ORDER BY id LIMIT ? OFFSET ?",
            values: filter.values + [page.limit, page.offset], row: row)
        return PageResult(items: items, total: total ?? 0)
    }
}
