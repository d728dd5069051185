/// The name of everything a person can do: in the palette, in help, in configuration.
public enum ActionID: String, CaseIterable, Sendable {
    // Moving about.
    case up, down, left, right
    case pageUp = "page-up"
    case pageDown = "page-down"
    case first, last
    case open, back
    case nextSection = "next-section"
    case page
    case previousSection = "previous-section"
    case next, previous
    // Panes and lists by name.
    case sessions, partners, tariffs, payouts, disputes
    case cdrs, windows, commands, alerts, agreements, locations
    case holds, audit
    // Finding.
    case palette, filter, sort, help
    // Marking and taking along.
    case mark
    case markAll = "mark-all"
    case copy
    case copyJSON = "copy-json"
    case export
    // Looking.
    case pause, time, theme, zoom, side, money
    case shot, repaint, mouse
    // What pages of tariffs depend on.
    case standardSession = "standard"
    case compare, dimension
    case energySoFar = "kwh-so-far"
    case minutesSoFar = "minutes-so-far"
    case power, day
    case dayBefore = "day-before"
    case zone
    case energy = "charge"
    case lessEnergy = "charge-less"
    case parked = "park"
    case lessParked = "park-less"
    case later = "start-later"
    case earlier = "start-earlier"
    case reserve, pace
    case olderVersion = "older"
    case newerVersion = "newer"
    case baseline
    case breakEven = "break-even"
    // Doing.
    case actions
    case stopSession = "stop"
    case suspendPartner = "suspend"
    case resumePartner = "resume"
    case releasePayout = "release"
    case approvePayout = "approve"
    case holdPayout = "hold"
    case unholdPayout = "unhold"
    case cancelPayout = "cancel"
    case raiseDispute = "dispute"
    case proposeDecision = "propose"
    case decideDispute = "decide"
    case recheckCDR = "recheck"
    case closeWindow = "close"
    // The program.
    case suspendProgram = "suspend-program"
    case quit
}
