import AdminAPI
import HTTPMessage
import Roaming
import SQLite

/// Pages of the change feed, with the resources' bodies, as far as the caller may read.
struct AdminFeed: Sendable {
    let call: AdminCall
    let epoch: String

    func page(_ db: Connection) throws -> HTTPResponse {
        let after = try call.number("after", in: 0...Int64.max, default: 0)
        let limit = try call.limit()
        let kinds = Set(Kind.allCases.filter { call.caller.may(read: $0) })
        let rows = try Feed.page(db, after: after, limit: limit + 1, kinds: kinds)
        let reader = ResourceReader(db: db, registry: call.registry, now: call.now)
        let changes = try rows.prefix(limit).map { row in
            Change(
                seq: row.seq, kind: row.kind, id: row.id,
                resource: row.isDeleted ? nil : try reader.resource(row.kind, row.id)?.json)
        }
        let page = ChangePage(
            epoch: epoch, role: call.caller.roles.fingerprint, head: try Feed.head(db), changes: changes,
            more: rows.count > limit)
        return .admin(page.json)
    }
}
