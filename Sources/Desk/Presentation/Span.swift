/// A piece of text with what it means.
struct Span: Sendable {
    var text: SafeText
    var tone: Tone
    var strong: Bool

    init(_ text: SafeText, _ tone: Tone = .text, strong: Bool = false) {
        self.text = text
        self.tone = tone
        self.strong = strong
    }

    static let none = Span("–", .muted)
}

/// One line of a detail: pieces from the left, pieces at the right edge, and what `⏎` opens on it.
struct Line: Sendable {
    var spans: [Span]
    var right: [Span]
    var link: Target?
    /// A line of a heading or a rule: the cursor passes over it.
    var isPassive: Bool
    /// The place in a tariff that the line tells of: what figures and findings lead to.
    var place: TariffPlace?

    /// What a line leads to.
    enum Target: Hashable, Sendable {
        case resource(ResourceRef)
        case message(String)
        /// A line of this page or of the tariff's first one.
        case place(TariffPlace)
        /// What a standard session costs, line by line: an index into `StandardSession.all`.
        case session(Int)
    }

    init(
        _ spans: [Span], right: [Span] = [], link: Target? = nil, isPassive: Bool = false, place: TariffPlace? = nil
    ) {
        self.spans = spans
        self.right = right
        self.link = link
        self.isPassive = isPassive
        self.place = place
    }

    init(_ text: SafeText, _ tone: Tone = .text, link: Target? = nil) {
        self.init([Span(text, tone)], link: link)
    }

    static let empty = Line([], isPassive: true)

    /// A label of fixed width and its value.
    static func fact(_ label: SafeText, _ value: Span, width: Int = 14, link: Target? = nil) -> Line {
        Line([Span(label.padded(right: width), .muted), value], link: link)
    }

    static func fact(_ label: SafeText, _ text: SafeText?, width: Int = 14, link: Target? = nil) -> Line {
        fact(label, text.map { Span($0) } ?? .none, width: width, link: link)
    }
}

/// A named part of a detail.
struct Section: Sendable {
    enum Column: Sendable {
        /// Left on wide screens.
        case main
        /// Right on wide screens.
        case side
        /// As wide as the screen, below both.
        case full
    }

    var title: SafeText
    var column: Column
    var lines: [Line]

    init(_ title: SafeText, _ column: Column = .main, _ lines: [Line]) {
        self.title = title
        self.column = column
        self.lines = lines
    }
}
