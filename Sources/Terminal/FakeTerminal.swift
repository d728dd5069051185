import Desk
import Glibc

/// A terminal without a terminal: a script of events goes in, frames come out. For tests and for runs without a screen.
public final class FakeTerminal: Terminal {
    public var size: Size
    public var abilities: TerminalAbilities
    public let waker: Waker
    /// What `wait` answers, one element a call; when it is empty, `wait` answers as a real terminal does on its bell.
    public var script: [[TerminalEvent]]
    /// Each frame that differed from the one before.
    public private(set) var painted: [Frame] = []
    public private(set) var copied: [SafeText] = []
    public private(set) var calls: [String] = []

    public init(
        size: Size, abilities: TerminalAbilities = TerminalAbilities(depth: .mono, ascii: false),
        script: [[TerminalEvent]] = []
    ) throws(TerminalError) {
        self.size = size
        self.abilities = abilities
        self.script = script
        waker = try Waker()
    }

    public func wait(until deadline: ContinuousClock.Instant?) -> [TerminalEvent] {
        guard script.isEmpty else {
            let events = script.removeFirst()
            for case .resize(let size) in events { self.size = size }
            return events
        }
        var entry = pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, PollTime.milliseconds(until: deadline))
        return waker.take() ? [.woken] : []
    }

    public func paint(_ frame: Frame, theme: Theme) {
        if painted.last != frame { painted.append(frame) }
    }

    public func repaint() { calls.append("repaint") }
    public func suspend() { calls.append("suspend") }
    public func reportMouse(_ on: Bool) { calls.append(on ? "mouse on" : "mouse off") }
    public func bell() { calls.append("bell") }
    public func close() { calls.append("close") }

    public func copy(_ text: SafeText) -> CopyOutcome {
        copied.append(text)
        return .sent
    }
}

/// A deadline as `poll` wants it.
enum PollTime {
    /// Rounded up to a whole millisecond, so that a wait never ends just before its deadline; -1 for no deadline.
    static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = (deadline - .now).components
        guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
        let parts = left.attoseconds / 1_000_000_000_000_000
        return Int32(min(left.seconds * 1000 + parts + 1, 3_600_000))
    }
}
