import CSystem
import CommandLine
import Desk
import Glibc

/// The user's terminal: bytes in by our own parser, cells out by ncurses, one `poll` for everything that can happen.
public final class NcursesTerminal: Terminal {
    /// How to use the terminal.
    public struct Options: Sendable {
        /// Wrap frames in synchronized output; a few old terminals complain about it.
        public var synchronized = true
        /// Whether copies may go to the user's clipboard.
        public var clipboard = true
        /// Where standard error goes while the screen is up, so that no library writes across it.
        public var errorDescriptor: Int32?
        /// What to say on the restored terminal after a crash.
        public var crashMessage = "roamdesk has crashed.\n"

        public init() {}
    }

    public private(set) var size: Size
    public let abilities: TerminalAbilities
    public let waker: Waker
    private let input: Int32 = 0
    private let output: Int32 = 1
    private let options: Options
    private let screen: Screen
    private let signals: SignalPipe
    private var errors: ErrorRedirection
    private var keys: KeyReader
    private var shown: Frame?
    private var theme: Theme?
    private var cursorVisible: Bool?
    private var mouse = false
    private var closed = false
    /// What happened while the terminal was not ours.
    private var missed: [TerminalEvent] = []
    private var mustRepaint = false

    /// Takes the terminal on standard input and output.
    ///
    /// - Throws: when there is none, or it cannot hold a screen; the terminal is then as it was.
    public init(
        _ options: Options = Options(), environment: (String) -> String? = XDG.processEnvironment
    ) throws(TerminalError) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw TerminalError.noTerminal }
        let type = environment("TERM") ?? ""
        guard !TerminalType.isTooSimple(type) else { throw TerminalError.tooSimple(type: type) }
        self.options = options
        keys = KeyReader(descriptor: input, escapeDelay: EscapeDelay.choose(environment))
        errors = ErrorRedirection(to: options.errorDescriptor)
        // They would switch following of the window's size off.
        unsetenv("LINES")
        unsetenv("COLUMNS")
        let ascii = CharacterSet.setUp(environment)
        waker = try Waker()
        do throws(FileError) {
            signals = try SignalPipe([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGTSTP, SIGWINCH])
        } catch {
            throw TerminalError.system("catch signals", error.code)
        }
        let code = csystem_terminal_remember(input)
        guard code == 0 else { throw TerminalError.system("read the terminal's settings", -code) }
        csystem_terminal_guard_crashes(TerminalModes.restore, options.crashMessage, output)
        do throws(TerminalError) {
            screen = try Screen(
                type: type, input: input, output: output, ascii: ascii, noColor: environment("NO_COLOR"),
                colorTerm: environment("COLORTERM"))
        } catch {
            csystem_terminal_unguard()
            throw error
        }
        csystem_terminal_free_flow(input)
        abilities = TerminalAbilities(
            depth: screen.depth, ascii: ascii,
            notice: screen.replacement.map { "this machine does not know TERM=\(type); using \($0)" })
        size = NcursesTerminal.currentSize(output)
        screen.resize(to: size)
        send(TerminalModes.enter)
        errors.begin()
    }

    deinit { close() }

    // MARK: - Showing

    public func paint(_ frame: Frame, theme: Theme) {
        guard !closed, frame.size == size else { return }
        if self.theme != theme {
            self.theme = theme
            screen.use(theme)
            screen.forget()
            shown = nil
        }
        let runs = FrameDifference.runs(from: shown, to: frame)
        let visible = frame.cursor != nil && frame.isTyping
        guard !runs.isEmpty || mustRepaint || shown?.cursor != frame.cursor || cursorVisible != visible else {
            return
        }
        if mustRepaint { screen.forget() }
        screen.stage(runs, of: frame)
        screen.place(cursor: frame.cursor)
        sendFrame(screen.bytes(cursorVisible: cursorVisible == visible ? nil : visible))
        cursorVisible = visible
        mustRepaint = false
        shown = frame
    }

    public func repaint() {
        mustRepaint = true
        if let shown, let theme { paint(shown, theme: theme) }
    }

    public func bell() { send("\u{07}") }

    public func reportMouse(_ on: Bool) {
        guard on != mouse else { return }
        mouse = on
        send(on ? TerminalModes.mouseOn : TerminalModes.mouseOff)
    }

    public func copy(_ text: SafeText) -> CopyOutcome {
        guard options.clipboard else { return .switchedOff }
        guard let sequence = ClipboardSequence.make(text) else { return .tooLong(limit: ClipboardSequence.limit) }
        send(sequence)
        return .sent
    }

    private func send(_ text: String) { send(Array(text.utf8)) }

    /// A terminal that is gone is met by the next wait, so a failed write says nothing here.
    private func send(_ bytes: [UInt8]) {
        guard !closed, !bytes.isEmpty else { return }
        try? Descriptor.writeAll(bytes, to: output, named: "terminal")
    }

    private func sendFrame(_ bytes: [UInt8]) {
        guard options.synchronized, !bytes.isEmpty else { return send(bytes) }
        send(Array(TerminalModes.frameBegin.utf8) + bytes + Array(TerminalModes.frameEnd.utf8))
    }

    // MARK: - Waiting

    public func wait(until deadline: ContinuousClock.Instant?) -> [TerminalEvent] {
        while true {
            var events = missed
            missed = []
            if !events.isEmpty { return events }
            var entries = [input, signals.descriptor, waker.descriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            let patience = keys.patienceEnd
            let end = [deadline, patience].compactMap { $0 }.min()
            poll(&entries, nfds_t(entries.count), PollTime.milliseconds(until: end))
            if entries[1].revents != 0 { events += takeSignals(signals.take()) }
            if entries[0].revents & Int16(POLLIN) != 0 {
                events += keys.read().map { $0.compactMap(event) } ?? [.hangUp]
            } else if entries[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
                events.append(.hangUp)
            }
            if entries[2].revents != 0, waker.take() { events.append(.woken) }
            if let patience, entries[0].revents == 0, ContinuousClock.now >= patience {
                events += keys.timeOut().compactMap(event)
            }
            if !events.isEmpty { return events }
            if let deadline, ContinuousClock.now >= deadline { return [] }
        }
    }

    private func event(_ input: InputParser.Input) -> TerminalEvent? {
        switch input {
        case .key(let key): return .key(key)
        case .paste(let text): return .paste(text)
        case .mouse(let mouse): return .mouse(mouse)
        case .focusIn:
            // Something may have been written across the screen meanwhile, and differences would never heal it.
            repaint()
            return nil
        case .focusOut: return nil
        }
    }

    private func takeSignals(_ numbers: [Int32]) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        if numbers.contains(SIGWINCH), let event = adoptSize() { events.append(event) }
        for number in numbers {
            switch number {
            case SIGWINCH: break
            case SIGCONT:
                takeBack()
                events.append(.resumed)
            case SIGTSTP:
                stop { raise(SIGTSTP) }
                events.append(.resumed)
            default: events.append(.signal(number))
            }
        }
        return events
    }

    private func adoptSize() -> TerminalEvent? {
        let now = NcursesTerminal.currentSize(output)
        guard now != size else { return nil }
        size = now
        screen.resize(to: now)
        shown = nil
        mustRepaint = true
        return .resize(now)
    }

    private static func currentSize(_ descriptor: Int32) -> Size {
        var size = csystem_size()
        guard csystem_terminal_size(descriptor, &size) == 0, size.columns > 0, size.rows > 0 else {
            return Screen.fallbackSize
        }
        return Size(columns: Int(size.columns), lines: Int(size.rows))
    }

    // MARK: - Giving back and taking again

    public func suspend() {
        // The whole job stops, as when the terminal itself does it.
        stop { kill(0, SIGTSTP) }
    }

    private func stop(_ signal: () -> Void) {
        giveBack()
        csystem_signal_default(SIGTSTP)
        signal()
        // Here again after SIGCONT, whose byte is in the pipe by now.
        signals.catchAgain(SIGTSTP)
        let others = signals.take().filter { $0 != SIGCONT && $0 != SIGTSTP && $0 != SIGWINCH }
        takeBack()
        missed += others.map(TerminalEvent.signal)
    }

    private func giveBack() {
        guard !closed else { return }
        send(TerminalModes.leave)
        screen.showCursor()
        screen.end()
        csystem_terminal_restore()
        errors.end()
    }

    private func takeBack() {
        guard !closed else { return }
        errors.begin()
        screen.resume()
        csystem_terminal_free_flow(input)
        send(TerminalModes.enter)
        if mouse { send(TerminalModes.mouseOn) }
        cursorVisible = nil
        mustRepaint = true
        shown = nil
        if let event = adoptSize() { missed.append(event) }
    }

    public func close() {
        guard !closed else { return }
        giveBack()
        closed = true
        csystem_terminal_unguard()
    }
}
