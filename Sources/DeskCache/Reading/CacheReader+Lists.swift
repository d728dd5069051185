import AdminAPI
import Roaming
import SQLite

extension CacheReader {
    /// A screenful, in one or two walks along an index.
    public func list(_ request: ListRequest, now: Timestamp) throws -> ListWindow {
        let list = try planned(request, now: now)
        let kind = request.query.kind
        let limit = max(request.limit, 1)
        switch request.anchor {
        case .start: return try forward(list, kind, from: nil, inclusive: true, limit)
        case .after(let cursor): return try forward(list, kind, from: cursor, inclusive: false, limit)
        case .end: return try backward(list, kind, from: nil, limit)
        case .before(let cursor): return try backward(list, kind, from: cursor, limit)
        case .around(let id, let index):
            let place = list.place(of: id)
            if let cursor = try connection.one(place.sql, values: place.values, row: { try list.cursor($0) }) {
                return try around(list, kind, cursor, limit)
            }
            return try at(list, kind, index: max(0, (index ?? 0) - limit / 3), limit)
        }
    }

    /// Rows before `cursor` in the request's list.
    public func index(of cursor: ListCursor, in request: ListRequest, now: Timestamp) throws -> Int {
        let count = try planned(request, now: now).countBefore(cursor)
        return try connection.one(count.sql, values: count.values) { try $0.int(0) } ?? 0
    }

    /// Rows that the query means.
    public func count(_ query: Query, now: Timestamp) throws -> Int {
        if query.isEmpty { return try total(query.kind) }
        let count = ListQuery(query, sort: nil, now: now).count
        return try connection.one(count.sql, values: count.values) { try $0.int(0) } ?? 0
    }

    /// Every row in order, one at a time, for exports.
    public func each(_ query: Query, sort: Sort?, now: Timestamp, _ body: (AnyResource) throws -> Void) throws {
        let list = ListQuery(query, sort: sort, now: now)
        let all = list.rows(.forward, from: nil, inclusive: true, limit: -1)
        try connection.each(all.sql, values: all.values) { row in
            try body(try Self.decoded(try row.blob(2), as: query.kind))
        }
    }

    /// Decides how to go through the table: by the condition that leaves the fewest rows, if those are few enough to
    /// sort at once, and if walking in order would have to pass over many.
    private func planned(_ request: ListRequest, now: Timestamp) throws -> ListQuery {
        let walk = ListQuery(request.query, sort: request.sort, now: now)
        let few = request.query.terms.count > 1 ? Self.fewAmongSeveral : Self.fewAlone
        var best: (condition: Int, rows: Int)?
        for probe in walk.probes(limit: few) {
            let rows = try connection.one(probe.count.sql, values: probe.count.values) { try $0.int(0) } ?? 0
            if rows <= min(few, best?.rows ?? few) { best = (probe.condition, rows) }
        }
        return best.map { ListQuery(request.query, sort: request.sort, now: now, driver: $0.condition) } ?? walk
    }

    /// With other conditions beside it, how many of its rows are shown is unknown; alone, all of them.
    private static let fewAmongSeveral = 6_000
    private static let fewAlone = 500

    private func forward(_ list: ListQuery, _ kind: Kind, from: ListCursor?, inclusive: Bool, _ limit: Int) throws
        -> ListWindow
    {
        var rows = try fetch(list, kind, list.rows(.forward, from: from, inclusive: inclusive, limit: limit + 1))
        let hasAfter = rows.count > limit
        if hasAfter { rows.removeLast() }
        return ListWindow(rows: rows, firstIndex: from == nil ? 0 : nil, hasBefore: from != nil, hasAfter: hasAfter)
    }

    private func backward(_ list: ListQuery, _ kind: Kind, from: ListCursor?, _ limit: Int) throws -> ListWindow {
        var rows = try fetch(list, kind, list.rows(.backward, from: from, inclusive: false, limit: limit + 1))
        let hasBefore = rows.count > limit
        if hasBefore { rows.removeLast() }
        rows.reverse()
        return ListWindow(
            rows: rows, firstIndex: hasBefore ? nil : 0, hasBefore: hasBefore, hasAfter: from != nil)
    }

    /// A third before the cursor, the rest from it on; near an end the other side gets what is left over.
    private func around(_ list: ListQuery, _ kind: Kind, _ cursor: ListCursor, _ limit: Int) throws -> ListWindow {
        var after = try forward(list, kind, from: cursor, inclusive: true, limit)
        let wanted = max(limit / 3, limit - after.rows.count)
        let before = try backward(list, kind, from: cursor, wanted)
        let kept = limit - before.rows.count
        if after.rows.count > kept {
            after.rows.removeLast(after.rows.count - kept)
            after.hasAfter = true
        }
        return ListWindow(
            rows: before.rows + after.rows, firstIndex: before.firstIndex, hasBefore: before.hasBefore,
            hasAfter: after.hasAfter)
    }

    private func at(_ list: ListQuery, _ kind: Kind, index: Int, _ limit: Int) throws -> ListWindow {
        let found = list.rows(.forward, from: nil, inclusive: true, limit: limit + 1, offset: index)
        var rows = try fetch(list, kind, found)
        // The list has become shorter than that.
        guard !rows.isEmpty || index == 0 else { return try backward(list, kind, from: nil, limit) }
        let hasAfter = rows.count > limit
        if hasAfter { rows.removeLast() }
        return ListWindow(rows: rows, firstIndex: index, hasBefore: index > 0, hasAfter: hasAfter)
    }

    private func fetch(_ list: ListQuery, _ kind: Kind, _ fragment: SQLFragment) throws -> [ListRow] {
        try connection.query(fragment.sql, values: fragment.values) { row in
            ListRow(resource: try Self.decoded(try row.blob(2), as: kind), cursor: try list.cursor(row))
        }
    }
}
