import AdminAPI

/// One thing that a person can do: the row from which keymap, footer, `?`, palette, menus and command line are made.
public struct Action: Sendable {
    /// Where its keys work.
    public struct Scope: OptionSet, Hashable, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let list = Scope(rawValue: 1)
        public static let detail = Scope(rawValue: 2)
        public static let everywhere: Scope = [.list, .detail]
    }

    public enum Group: String, CaseIterable, Sendable {
        case move = "Moving"
        case go = "Going"
        case find = "Finding"
        case take = "Marking and taking along"
        case look = "Looking"
        case choose = "Choosing what a tariff's page shows"
        case act = "Doing, behind x"
        case program = "The program"
    }

    /// What it takes to make it happen.
    public enum Danger: Int, Comparable, Sendable {
        /// Changes nothing outside this screen.
        case none
        /// A dialog that names the object.
        case confirm
        /// A dialog that asks for something typed: money moves.
        case typed

        public static func < (left: Danger, right: Danger) -> Bool { left.rawValue < right.rawValue }
    }

    public let id: ActionID
    /// One or two words for footer and palette.
    public let title: SafeText
    /// A sentence for help.
    public let help: SafeText
    /// What else one may type in the palette to find it.
    public let words: [String]
    public let keys: [Key]
    /// Its letter in the `x` menu.
    public let letter: Unicode.Scalar?
    public let group: Group
    public let scope: Scope
    /// Kinds of rows it is for; nil for any.
    public let kinds: Set<Kind>?
    public let danger: Danger
    /// What the hub calls it; nil for what needs no hub.
    public let remote: ActionName?
    /// What of a tariff's page it turns: it is offered where that page depends on it, and nowhere else.
    let knob: TariffKnob?
    /// What may follow its name in the palette, e.g. `[filter]`.
    public let argument: SafeText?
    /// Its rank in the footer; nil when it is not shown there.
    public let footer: Int?
    /// Where the footer shows it.
    public let footerScope: Scope
    /// Why it cannot be done now, in words; nil when it can.
    private(set) var whyNot: @Sendable (State) -> SafeText? = { _ in nil }
    let run: @Sendable (inout State, String) -> [Effect]

    init(
        _ id: ActionID, _ title: SafeText, _ help: SafeText, words: [String] = [], keys: [Key] = [],
        letter: Unicode.Scalar? = nil, group: Group, scope: Scope = .everywhere, kinds: Set<Kind>? = nil,
        danger: Danger = .none, remote: ActionName? = nil, knob: TariffKnob? = nil, argument: SafeText? = nil,
        footer: Int? = nil,
        footerScope: Scope = .everywhere,
        run: @escaping @Sendable (inout State, String) -> [Effect]
    ) {
        self.id = id
        self.title = title
        self.help = help
        self.words = words
        self.keys = keys
        self.letter = letter
        self.group = group
        self.scope = scope
        self.kinds = kinds
        self.danger = danger
        self.remote = remote
        self.knob = knob
        self.argument = argument
        self.footer = footer
        self.footerScope = footerScope
        self.run = run
    }

    /// Whether it is for what is on the screen: footer and help list it, and the palette does not put it last.
    func isOffered(in state: State) -> Bool {
        if let knob { return state.knobs.contains(knob) }
        return group == .choose ? state.place.isOfTariffs : id != .page || state.place.detail != nil
    }

    /// The same action with the reasons that speak against it.
    func unless(_ whyNot: @escaping @Sendable (State) -> SafeText?) -> Action {
        var action = self
        action.whyNot = whyNot
        return action
    }

    /// Who may do it, for help and docs; empty for what needs no role.
    public var roles: [String] { remote.map { Permissions.roles(for: $0).names } ?? [] }
}
