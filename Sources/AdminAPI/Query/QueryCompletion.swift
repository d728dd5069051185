/// What could stand at the cursor of a query that is being typed.
public struct QueryCompletion: Hashable, Sendable {
    public struct Candidate: Hashable, Sendable {
        /// Replaces `range`; a key ends in its operator.
        public let text: String
        public let summary: String
    }

    /// In characters.
    public let range: Range<Int>
    public let candidates: [Candidate]

    /// - Parameters:
    ///   - cursor: characters before the cursor.
    ///   - values: known values of an open column that begin with or contain the text; from the cache.
    public init(
        _ text: String, cursor: Int, kind: Kind, values: (Column, _ part: String) -> [String] = { _, _ in [] }
    ) {
        let typed = String(text.prefix(cursor))
        let end = typed.count
        guard let token = QueryLexer.tokens(of: typed).last, token.range.upperBound == end else {
            self.init(range: end..<end, candidates: Self.keys(of: kind, beginning: ""))
            return
        }
        if let key = token.key, let mark = token.mark, let part = token.values.last {
            guard let column = kind.columns[key.text] else {
                self.init(range: end..<end, candidates: [])
                return
            }
            let found = mark == .contains || mark == .equals ? Self.values(of: column, part.text, values) : []
            self.init(range: part.range, candidates: found)
        } else {
            let start = token.range.lowerBound + (token.isNegated ? 1 : 0)
            let isQuoted = token.values.first?.isQuoted ?? false
            let part = token.values.first?.text ?? ""
            self.init(range: start..<end, candidates: isQuoted ? [] : Self.keys(of: kind, beginning: part))
        }
    }

    private init(range: Range<Int>, candidates: [Candidate]) {
        self.range = range
        self.candidates = candidates
    }

    private static func keys(of kind: Kind, beginning part: String) -> [Candidate] {
        let part = part.lowercased()
        var keys = kind.columns.all.map { column in
            Candidate(text: column.key + (column.type.isText ? ":" : ">"), summary: column.summary)
        }
        keys.append(Candidate(text: "since:", summary: "\(kind.columns.mainTime.summary): 2h, 13:59, 2026-11-22"))
        keys.append(Candidate(text: "until:", summary: "before that time"))
        return keys.filter { $0.text.hasPrefix(part) }
    }

    private static func values(of column: Column, _ part: String, _ more: (Column, String) -> [String]) -> [Candidate] {
        guard column.type.isText else { return [] }
        let known = column.values.isEmpty ? more(column, part) : column.values
        let part = part.lowercased()
        let found = known.filter { $0.lowercased().holds(part) }
        let front = found.filter { $0.lowercased().hasPrefix(part) }
        let rest = found.filter { !$0.lowercased().hasPrefix(part) }
        return (front + rest + ["any", "none"].filter { $0.hasPrefix(part) }).map {
            Candidate(
                text: $0.contains(where: { $0.isWhitespace || $0 == "," }) ? "\"\($0)\"" : $0, summary: column.summary)
        }
    }
}
