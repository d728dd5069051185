import AdminAPI

/// A list on the screen: what is asked for, the window of rows that came, and where the cursor stands in it.
struct ListState: Sendable {
    let kind: Kind
    /// Says where a list that was opened from a row came from, e.g. `CDR of NL*FAS/S1`.
    var origin: SafeText?
    var queryText = ""
    var query: Query
    var problems: [QueryProblem]
    var sort: Sort
    /// The window.
    var rows: [any Resource] = []
    /// Position of `rows[0]` among all that match.
    var firstIndex = 0
    var hasBefore = false
    var hasAfter = false
    /// How many match; nil while that is being counted.
    var matched: Int?
    var total = 0
    /// The selected row and the topmost visible one, as indexes into `rows`.
    var cursor = 0
    var top = 0
    /// Whether the person has moved: until then the cursor stays on the first row, afterwards on its id.
    var isAnchored = false
    /// Marked rows as they were when marked or last seen, in the order of marking.
    var marks: [any Resource] = []
    var isPaused = false
    /// Whether changes came while the list was paused.
    var hasNews = false
    /// The token of the query under way.
    var pending: UInt64?
    /// The token of the window on the screen: a late count belongs to it.
    var lastAnswered: UInt64?
    /// Something changed while a query was under way, or while the list was not on the screen.
    var isStale = true
    /// The window's end is wanted, not the cursor's surroundings.
    var jumpsToEnd = false
    /// The row that the last query was made around: asking again around the same one brings nothing new.
    var requestedAnchor: String?
    /// Lines still to move once the window has come.
    var pendingMove = 0
    /// The rows that came were asked for by this; false before the first answer.
    var isLoaded = false
    var editing: FilterEdit?

    /// Marks beyond this are refused, so that no list grows without end.
    static let maximumMarks = 500

    init(kind: Kind, queryText: String = "", sort: Sort? = nil, origin: SafeText? = nil) {
        self.kind = kind
        self.queryText = queryText
        self.sort = sort ?? kind.columns.defaultSort
        self.origin = origin
        query = Query(queryText, kind: kind)
        problems = query.problems
    }

    var selected: (any Resource)? { rows.indices.contains(cursor) ? rows[cursor] : nil }

    /// The cursor's position among all rows that match, from 0.
    var position: Int { firstIndex + cursor }

    /// The window around this row has been read already, so more rows will not come from asking again.
    var isExhausted: Bool {
        !jumpsToEnd && pendingMove == 0 && requestedAnchor != nil && requestedAnchor == selected?.id
    }

    func isMarked(_ id: String) -> Bool { marks.contains { $0.id == id } }

    mutating func setQuery(_ text: String) {
        queryText = text
        query = Query(text, kind: kind)
        problems = query.problems
    }
}

/// The filter while it is being typed.
struct FilterEdit: Sendable {
    var field: TextField
    /// What `esc` brings back.
    let before: String
    var completions: [String] = []
    var chosen: Int?
    /// What of the text a completion replaces, in characters.
    var range: Range<Int> = 0..<0
}
