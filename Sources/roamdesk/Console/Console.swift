import AdminAPI
import CommandLine
import Desk
import DeskCache
import Roaming
import Terminal

/// The console's loop: what happens goes into the desk's state, what the desk asks for is done, and what it shows is
/// painted. One thread, asleep whenever nothing happens.
final class Console {
    /// The shortest time between two paints that only new data asks for.
    static let dataInterval: Duration = .milliseconds(100)
    /// The shortest time between two attempts to reach the hub that keys ask for.
    static let hurryInterval: Duration = .seconds(2)

    private let terminal: any Terminal
    private let access: HubAccess
    private let inbox: Inbox
    private let answers: CacheAnswers
    private var state: DeskState
    private var runner: EffectRunner?
    private var sync: SyncEngine?
    private var shown: Timestamp?
    private var heldNews: [SyncEvent] = []
    private var foreseen: Foresight.Answers?
    /// What changed last; the next change is expected to be like it.
    private var expectedNews: SyncEvent?
    private var mustForesee = false
    private var nextDataTurn = ContinuousClock.now
    private var nextHurry = ContinuousClock.now
    private var isSuspended = false
    private var ended: ExitCode?
    private let hint: String?

    /// - Parameter hint: something to say once, when there is nothing more important.
    init(terminal: any Terminal, access: HubAccess, options: Options, hint: String? = nil) {
        self.hint = hint
        self.terminal = terminal
        self.access = access
        let clock = access.clock
        answers = CacheAnswers { clock.now() }
        inbox = Inbox(waker: terminal.waker)
        state = DeskState(
            size: terminal.size, options: options, now: clock.now(), seed: SystemRandomNumberGenerator.seed())
    }

    /// Shows the console until it is quit or ended. The terminal is given back in any case.
    func run() throws -> ExitCode {
        defer { terminal.close() }
        try firstPaint()
        let line = try HubLine(access)
        defer { line.close() }
        let readers = try CacheReaders(path: access.cachePath)
        defer { readers.close() }
        let runner = EffectRunner(inbox: inbox, readers: readers, admin: line.admin, answers: answers)
        self.runner = runner
        let sync = line.sync(access) { runner.take($0) }
        self.sync = sync
        sync.start()
        while ended == nil { turn() }
        Blocking.run { await sync.stop() }
        return ended ?? .done
    }

    /// What the cache has, before anything else is opened: nothing of it waits for the network.
    private func firstPaint() throws {
        let cache = try Cache.open(path: access.cachePath, hub: access.hub)
        let known = try cache.reader.state()
        shown = known.shownAt
        var events: [DeskEvent] = [minute(), .link(.connecting(shown: shown))]
        if let me = known.me { events.append(.identity(HubNews.identity(me))) }
        if let notice = terminal.abilities.notice ?? hint { events.append(.notice(notice)) }
        var effects = Desk.start(&state)
        while !events.isEmpty || !effects.isEmpty {
            for event in events { effects += Desk.update(&state, event) }
            events = []
            let wanted = effects
            effects = []
            for effect in wanted {
                let wasAnswered = try answers.answer(effect, from: cache.reader) { events.append($0) }
                if !wasAnswered { perform(effect) }
            }
        }
        paint()
    }

    /// While the view is held still the line is closed and the process sleeps; the replica catches up afterwards.
    private func adoptPace() {
        guard state.isPaused != isSuspended else { return }
        isSuspended = state.isPaused
        sync?.setPace(isSuspended ? .suspended : .live)
    }

    private func turn() {
        adoptPace()
        if state.needsDraw { paint() }
        var deadline = nextMinute
        if !heldNews.isEmpty { deadline = min(deadline, nextDataTurn) }
        for event in terminal.wait(until: deadline) {
            switch event {
            case .key(let key):
                update(.key(key))
                hurry()
            case .paste(let text): update(.paste(text))
            case .mouse(let mouse): update(.mouse(mouse))
            case .resize(let size): update(.resize(size))
            case .resumed: state.needsDraw = true
            case .woken: takeInbox()
            case .signal, .hangUp: ended = .done
            }
        }
        if !heldNews.isEmpty, ContinuousClock.now >= nextDataTurn { deliverNews() }
        if access.clock.now().milliseconds / 60_000 != state.now.milliseconds / 60_000 { update(minute()) }
        if mustForesee { foresee() }
    }

    /// Somebody who looks at an offline desk does not wait for its next attempt.
    private func hurry() {
        guard case .offline = state.link, ContinuousClock.now >= nextHurry else { return }
        nextHurry = .now + Console.hurryInterval
        sync?.hurry()
    }

    /// Goes through the next change on a copy of the state, for the questions that it will raise.
    private func foresee() {
        mustForesee = false
        guard let news = expectedNews, let event = HubNews.event(news, shown: shown, now: state.now) else { return }
        var next = state
        runner?.foresight.expect(Desk.update(&next, event).filter(\.isForTheCache))
    }

    private func takeInbox() {
        let content = inbox.take()
        for event in content.events { update(event) }
        for news in content.sync { heldNews = Inbox.merged(heldNews, news) }
        foreseen = content.foreseen ?? foreseen
        // An answer ends what was under way; what comes next can be foreseen again.
        mustForesee = mustForesee || !content.events.isEmpty
    }

    /// New data at most ten times a second; what it asks the cache for is read then, not at each change.
    private func deliverNews() {
        let now = access.clock.now()
        var effects: [Effect] = []
        for news in heldNews {
            if case .changed = news {
                shown = now
                expectedNews = news
            }
            if let event = HubNews.event(news, shown: shown, now: now) { effects += Desk.update(&state, event) }
        }
        heldNews = []
        let questions = effects.filter(\.isForTheCache)
        if let events = runner?.foresight.events(foreseen, for: questions) {
            effects = effects.filter { !$0.isForTheCache }
            for event in events { effects += Desk.update(&state, event) }
            mustForesee = true
        }
        foreseen = nil
        perform(together: effects)
        nextDataTurn = .now + Console.dataInterval
    }

    private func update(_ event: DeskEvent) {
        for effect in Desk.update(&state, event) { perform(effect) }
    }

    /// What is asked of the cache goes as one question, the rest one by one.
    private func perform(together effects: [Effect]) {
        for effect in effects where !effect.isForTheCache { perform(effect) }
        runner?.ask(effects.filter(\.isForTheCache))
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .quit: ended = .done
        case .suspend:
            terminal.suspend()
            state.needsDraw = true
        case .repaint: terminal.repaint()
        case .bell: terminal.bell()
        case .setMouse(let on): terminal.reportMouse(on)
        case .themeChanged: break
        case .copy(let text, let what): say(CopyWords.sentence(terminal.copy(text), what))
        case .saveScreen: save()
        default: runner?.start(effect)
        }
    }

    private func say(_ words: (sentence: String, isFailure: Bool)) {
        update(.notice(words.sentence, isFailure: words.isFailure))
    }

    private func save() {
        do {
            let path = try ScreenFiles.save(Desk.draw(state), theme: state.theme, at: access.clock.now())
            say(("the screen was written to \(path).txt and .svg", false))
        } catch {
            say(("the screen was not written: \(error)", true))
        }
    }

    private func paint() {
        state.needsDraw = false
        terminal.paint(Desk.draw(state), theme: state.theme)
    }

    private func minute() -> DeskEvent {
        let now = access.clock.now()
        return .minute(now, localOffset: LocalTime.offset(at: now))
    }

    /// When the clock's minute changes, in real time.
    private var nextMinute: ContinuousClock.Instant {
        let past = access.clock.now().milliseconds % 60_000
        return .now + access.clock.realDuration(of: .milliseconds(60_000 - past))
    }
}

extension SystemRandomNumberGenerator {
    static func seed() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
