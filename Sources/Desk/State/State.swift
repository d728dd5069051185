import AdminAPI
import Roaming

/// The whole console as a value: what is open, where the cursor stands, what was last heard.
///
/// It holds windows of rows and ids, never a table. `update` changes it in place; `draw` reads it.
public struct State: Sendable {
    public internal(set) var size: Size
    public internal(set) var options: Options
    /// The start of the current minute.
    public internal(set) var now: Timestamp
    var localOffset = 0
    public internal(set) var link: Link = .connecting(shown: nil)
    public internal(set) var identity: Identity?
    var overview = Overview()
    public internal(set) var pane: PaneID = .sessions
    /// One stack of places a pane; the last one is on the screen.
    var stacks: [PaneID: [Place]]
    var overlay: Overlay?
    /// One sentence about the last key or answer; the next key takes it away.
    var flash: Flash?
    /// What pages of tariffs are shown for.
    var choice = TariffChoice()
    /// Histories of tariffs read lately: shown at once when a tariff is opened again, and without the hub.
    var shelf = TariffShelf()
    /// The side detail on wide screens.
    var showsSide = false
    /// Whether something on the screen has changed since the shell last cleared this.
    public var needsDraw = true
    var lastToken: UInt64 = 0
    /// Distinguishes this process's idempotency keys from every other's.
    let seed: UInt64
    /// Actions on their way, by request, with what to call them.
    var sent: [UInt64: SafeText] = [:]

    /// - Parameter seed: random, once a process: idempotency keys are made from it.
    public init(size: Size, options: Options, now: Timestamp, seed: UInt64) {
        self.size = size
        self.options = options
        self.now = State.floorToMinute(now)
        self.seed = seed
        stacks = [:]
        for pane in PaneID.allCases { stacks[pane] = pane.home.map { [Place(list: ListState(kind: $0))] } ?? [] }
    }

    public var theme: Theme { options.theme }

    /// Whether the list on the screen is held still, so that no news is wanted.
    public var isPaused: Bool { place.list?.isPaused ?? false }

    var presentation: Presentation {
        Presentation(
            now: now, time: options.time, localOffset: localOffset, ascii: options.drawsASCII,
            session: choice.costName ?? "s1")
    }

    static func floorToMinute(_ timestamp: Timestamp) -> Timestamp {
        let milliseconds = timestamp.milliseconds
        return Timestamp(milliseconds: milliseconds - ((milliseconds % 60_000) + 60_000) % 60_000)
    }

    mutating func nextToken() -> UInt64 {
        lastToken += 1
        return lastToken
    }

    /// The place on the screen. Every pane but `more` always has one.
    var place: Place {
        get { stacks[pane]?.last ?? Place(list: ListState(kind: .session)) }
        _modify {
            if stacks[pane, default: []].isEmpty { stacks[pane] = [Place(list: ListState(kind: .session))] }
            let last = stacks[pane, default: []].count - 1
            yield &stacks[pane, default: []][last]
        }
    }

    var list: ListState? { place.list }
    var detail: DetailState? { place.detail }

    mutating func say(_ text: SafeText, _ tone: Tone = .info) {
        flash = Flash(text: text, tone: tone)
        needsDraw = true
    }
}

/// The five panes on the keys 1 to 5, and the one that lists opened by name share.
public enum PaneID: Int, CaseIterable, Sendable {
    case sessions = 1
    case partners, tariffs, payouts, disputes
    case more

    /// What its first list shows.
    var home: Kind? {
        switch self {
        case .sessions: .session
        case .partners: .partner
        case .tariffs: .tariff
        case .payouts: .payout
        case .disputes: .dispute
        case .more: nil
        }
    }

    var title: SafeText {
        switch self {
        case .sessions: "Sessions"
        case .partners: "Partners"
        case .tariffs: "Tariffs"
        case .payouts: "Payouts"
        case .disputes: "Disputes"
        case .more: "more"
        }
    }

    /// The pane whose first list shows `kind`.
    static func of(_ kind: Kind) -> PaneID {
        allCases.first { $0.home == kind } ?? .more
    }
}

/// A list or a detail: exactly one of the two.
struct Place: Sendable {
    var list: ListState?
    var detail: DetailState?

    init(list: ListState) { self.list = list }
    init(detail: DetailState) { self.detail = detail }

    /// A list of tariffs, one opened, or several compared.
    var isOfTariffs: Bool {
        if case .comparison = detail?.subject { return true }
        return list?.kind == .tariff || detail?.ref?.kind == .tariff
    }
}

/// One sentence on the line above the footer.
struct Flash: Hashable, Sendable {
    var text: SafeText
    var tone: Tone
}

/// What lies over the place on the screen and takes the keys.
enum Overlay: Sendable {
    case help(top: Int)
    case palette(PaletteState)
    case menu(MenuState)
    case dialog(Dialog)
    case quit
}
