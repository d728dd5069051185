import Desk

/// A screen with a keyboard: what the console's loop needs, and what a test can stand in for.
///
/// One thread owns it. Other threads may only ring its `waker`.
public protocol Terminal: AnyObject {
    /// The size in cells now.
    var size: Size { get }
    /// What it can show, decided once when it was opened.
    var abilities: TerminalAbilities { get }
    /// Interrupts a wait from any thread.
    var waker: Waker { get }

    /// Waits until something happened or `deadline` is past (nil: for ever), and answers all of it in order.
    ///
    /// An empty answer means the deadline passed. There is no wake-up besides these.
    func wait(until deadline: ContinuousClock.Instant?) -> [TerminalEvent]

    /// Makes the screen show `frame`; sends only what differs, and nothing at all when nothing does.
    func paint(_ frame: Frame, theme: Theme)
    /// Sends every cell again, for a screen that somebody else has written on.
    func repaint()
    /// Gives the terminal back, stops this process, and takes the terminal again when it is continued.
    func suspend()
    /// Starts or stops reporting of the mouse; while it reports, the terminal's own selection does not work.
    func reportMouse(_ on: Bool)
    /// Puts `text` on the clipboard of the terminal's user, if the terminal allows that.
    func copy(_ text: SafeText) -> CopyOutcome
    func bell()
    /// Gives the terminal back as it was found. Further calls do nothing.
    func close()
}

/// Something that ended a wait.
public enum TerminalEvent: Hashable {
    case key(Key)
    /// Text that came in brackets; no byte of it is a key.
    case paste(String)
    case mouse(Mouse)
    case resize(Size)
    /// The terminal was given away and is ours again.
    case resumed
    /// Somebody rang the waker.
    case woken
    /// A signal asks the program to end.
    case signal(Int32)
    /// The terminal is gone; nothing can be shown any more.
    case hangUp
}

/// What a terminal shows.
public struct TerminalAbilities: Hashable, Sendable {
    public var depth: ColorDepth
    /// Only ASCII can be drawn: the locale's character set is not UTF-8.
    public var ascii: Bool
    /// What the user should be told once, such as a terminal type that was replaced.
    public var notice: String?

    public init(depth: ColorDepth, ascii: Bool, notice: String? = nil) {
        self.depth = depth
        self.ascii = ascii
        self.notice = notice
    }
}

/// What became of a copy.
public enum CopyOutcome: Hashable, Sendable {
    case sent
    /// Longer than terminals take; nothing was sent.
    case tooLong(limit: Int)
    /// Copying was switched off for this run.
    case switchedOff
}
