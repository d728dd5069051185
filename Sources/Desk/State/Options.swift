/// How the person wants the screen; set by configuration, flags and a few keys.
public struct Options: Sendable {
    /// Drawings and data in ASCII: for terminals or locales without UTF-8.
    public var ascii: Bool
    /// The terminal gives two columns to ambiguous scalars; our own drawings are ASCII then.
    public var ambiguousWide: Bool
    /// Themes to choose from with `T`; never empty.
    public var themes: [Theme]
    public var themeIndex: Int
    public var time: TimeDisplay
    public var mouse: Bool
    /// What to call the hub before it has said its name: the host of its URL.
    public var hubLabel: SafeText

    public init(
        ascii: Bool = false, ambiguousWide: Bool = false, themes: [Theme] = Theme.builtIn, themeIndex: Int = 0,
        time: TimeDisplay = .utc, mouse: Bool = false, hubLabel: SafeText = "hub"
    ) {
        self.ascii = ascii
        self.ambiguousWide = ambiguousWide
        self.themes = themes.isEmpty ? Theme.builtIn : themes
        self.themeIndex = self.themes.indices.contains(themeIndex) ? themeIndex : 0
        self.time = time
        self.mouse = mouse
        self.hubLabel = hubLabel
    }

    public var theme: Theme { themes[themeIndex] }
    var drawsASCII: Bool { ascii || ambiguousWide }
}

/// Which clock the times on the screen are read from.
public enum TimeDisplay: String, CaseIterable, Sendable {
    case utc, local, relative
}
