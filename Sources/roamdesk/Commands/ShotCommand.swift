import AdminAPI
import CommandLine
import Desk
import DeskCache
import JSON
import Roaming

/// `roamdesk shot payouts --size 120x40 --format svg`: a screen as the console would show it.
enum ShotCommand {
    static func run(_ invocation: Invocation) throws -> ExitCode {
        try Shot.take(invocation, size: try size(invocation.value("size") ?? "80x24")) { shot in
            try shot.press(try ShotKeys.parse(pane: invocation.operands.first, query: invocation.value("query")))
            try shot.press(try ShotKeys.parse(words: invocation.value("keys") ?? ""))
            let frame = shot.frame
            switch invocation.value("format") {
            case "ansi": Descriptor.print(frame.ansi(theme: shot.theme, depth: .truecolor))
            case "svg": Descriptor.print(frame.svg(theme: shot.theme))
            default: Descriptor.print(frame.plainText)
            }
            return .done
        }
    }

    static func size(_ text: String) throws(UsageError) -> Size {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let lines = parts[1], (20...1000).contains(columns),
            (5...1000).contains(lines)
        else { throw UsageError("--size wants columns and lines such as 120x40, not '\(text)'") }
        return Size(columns: columns, lines: lines)
    }
}

/// A console without a terminal: every question to the cache is answered at once, and those to the hub too if there
/// is a line to it.
struct Shot {
    private var state: DeskState
    private let cache: Cache
    private let answers: CacheAnswers
    private let line: HubLine?
    /// The page that was exported last.
    private(set) var exported: PageExport?

    /// A console for one invocation: caught up with the hub unless it is told to be offline.
    static func take(
        _ invocation: Invocation, size: Size, _ body: (inout Shot) throws -> ExitCode
    ) throws -> ExitCode {
        let files = try UserFiles(invocation)
        let access = try HubAccess(invocation, files.settings, paths: files.paths)
        let themes = try ThemeChoice.find(
            invocation.value("theme") ?? files.settings.theme, directory: "\(files.paths.configDirectory)/themes",
            log: nil)
        let options = Options(
            ascii: invocation.has("ascii") || files.settings.ascii, themes: themes.themes, themeIndex: themes.index,
            hubLabel: SafeText(untrusted: access.label))
        var link = Link.connecting(shown: nil)
        var line: HubLine?
        defer { line?.close() }
        if !invocation.has("offline") {
            link = try CatchUp.run(access, within: .seconds(10))
            line = link.isLive ? try HubLine(access) : nil
        }
        let cache = try Cache.open(path: access.cachePath, hub: access.hub)
        var shot = Shot(
            size: size, options: options, cache: cache, clock: clock(of: line) ?? access.clock, line: line)
        try shot.show(link: link)
        return try body(&shot)
    }

    /// The clock of a demo's hub, so that ages are right on its screens; nil for every other hub.
    private static func clock(of line: HubLine?) -> WallClock? {
        guard let value = try? line?.get("/me"), let me = try? Me(try ObjectReader(value)), me.hub.speed > 1 else {
            return nil
        }
        return .virtual(start: me.hub.now, realMilliseconds: WallClock.systemMilliseconds, speed: me.hub.speed)
    }

    init(size: Size, options: Options, cache: Cache, clock: WallClock, line: HubLine?) {
        self.cache = cache
        self.line = line
        answers = CacheAnswers { clock.now() }
        state = DeskState(size: size, options: options, now: clock.now(), seed: 0)
    }

    var frame: Frame { Desk.draw(state) }
    var theme: Theme { state.theme }
    var openPage: String? { state.openPageName }
    var lastWords: String { state.lastWords?.string ?? "nothing happened" }

    /// The first screen.
    mutating func show(link: Link) throws {
        let now = answers.clock()
        var effects = Desk.start(&state)
        effects += Desk.update(&state, .minute(now, localOffset: LocalTime.offset(at: now)))
        if let me = try cache.reader.state().me {
            effects += Desk.update(&state, .identity(HubNews.identity(me)))
        }
        effects += Desk.update(&state, .link(link))
        try settle(effects)
    }

    mutating func press(_ keys: [Key]) throws {
        for key in keys { try settle(Desk.update(&state, .key(key))) }
    }

    private mutating func settle(_ effects: [Effect]) throws {
        var effects = effects
        while !effects.isEmpty {
            var events: [DeskEvent] = []
            for effect in effects {
                if case .fetchOnDemand(let wanted) = effect, let line {
                    events.append(.fetched(wanted, line.answer(wanted.path).mapError(EffectRunner.refusal)))
                } else if case .exportPage(let page) = effect {
                    exported = page
                } else {
                    _ = try answers.answer(effect, from: cache.reader) { events.append($0) }
                }
            }
            effects = events.flatMap { Desk.update(&state, $0) }
        }
    }
}

/// Keys by name, for shots.
enum ShotKeys {
    private static let named: [String: Key] = [
        "enter": .enter, "esc": .escape, "escape": .escape, "tab": .tab, "shift-tab": .backTab, "up": .up,
        "down": .down, "left": .left, "right": .right, "pgup": .pageUp, "pgdn": .pageDown, "home": .home, "end": .end,
        "space": .char(" "), "backspace": .backspace, "del": .delete,
    ]

    /// Words with blanks between: names of keys, or characters that are typed one after the other.
    static func parse(words: String) throws(UsageError) -> [Key] {
        words.split(separator: " ").flatMap { word in
            named[word.lowercased()].map { [$0] } ?? word.unicodeScalars.map(Key.char)
        }
    }

    /// The keys that open `pane`, and filter it.
    static func parse(pane: String?, query: String?) throws(UsageError) -> [Key] {
        var keys: [Key] = []
        if let pane { keys += typed(":\(pane)") + [.enter] }
        if let query { keys += typed("/\(query)") + [.enter] }
        return keys
    }

    /// What is typed after `:`, and run.
    static func command(_ text: String) -> [Key] { typed(":\(text)") + [.enter] }

    private static func typed(_ text: String) -> [Key] { text.unicodeScalars.map(Key.char) }
}
