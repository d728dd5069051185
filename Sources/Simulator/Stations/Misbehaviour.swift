import OCPI
import Roaming

/// A CPO's faults at work: it counts, and says for each thing whether it goes wrong this time.
struct Misbehaviour: Sendable {
    private let faults: [Fault]
    private var sessions = 0
    private var completed = 0
    private var cdrs = 0
    private var results = 0
    private var stuck: Set<String> = []
    private var wrongUnits: Set<String> = []
    private var utcClocks: Set<String> = []

    init(_ faults: [Fault]) {
        self.faults = faults
    }

    mutating func sessionStarted(_ id: String, by method: V221.AuthMethod) {
        sessions += 1
        for fault in faults {
            switch fault {
            case .stuckSession(_, let count) where stuck.count < count && method != .command: stuck.insert(id)
            case .wrongUnit(let every) where sessions % every == 0: wrongUnits.insert(id)
            case .utcClock(let every) where sessions % every == 0: utcClocks.insert(id)
            default: break
            }
        }
    }

    /// Whether the session has sent its last update and stays open for ever.
    func isStuck(_ charge: Charge) -> Bool {
        guard stuck.contains(charge.id) else { return false }
        return faults.contains {
            if case .stuckSession(let after, _) = $0 { charge.updates >= after } else { false }
        }
    }

    /// The session must not end before it is stuck.
    func willBeStuck(_ id: String) -> Bool { stuck.contains(id) }

    /// Whether the session is priced by UTC where local time is meant.
    func readsUTC(_ id: String) -> Bool { utcClocks.contains(id) }

    /// The energy as this party reports it: kWh, or Wh where kWh belongs.
    func reported(_ wh: Int, in session: String) -> Quantity {
        wrongUnits.contains(session) ? Quantity(wh) : .kilowattHours(wh)
    }

    /// What follows a completed session: whether its CDR comes, and whether the session goes backwards.
    mutating func sessionCompleted() -> (sendsCDR: Bool, goesBackward: Bool) {
        completed += 1
        let misses = happens(completed) { if case .missingCDR(let every) = $0 { every } else { nil } }
        let back = happens(completed) { if case .backwardSession(let every) = $0 { every } else { nil } }
        return (!misses, back)
    }

    /// What is claimed for a CDR that costs `correct`, and the totals of the copies that follow it.
    mutating func claims(for correct: Int64) -> (first: Int64, again: [Int64]) {
        cdrs += 1
        let isWrong = happens(cdrs) { if case .wrongPrice(let every) = $0 { every } else { nil } }
        let claim = isWrong ? correct + correct / 4 + 5000 : correct
        var again: [Int64] = []
        if happens(cdrs, { if case .duplicateCDR(let every) = $0 { every } else { nil } }) { again.append(claim) }
        if happens(cdrs, { if case .conflictingCDR(let every) = $0 { every } else { nil } }) {
            again.append(claim + 12_300)
        }
        return (claim, again)
    }

    /// Whether the result of a command that was accepted is sent.
    mutating func sendsResult() -> Bool {
        results += 1
        return !happens(results) { if case .noResult(let every) = $0 { every } else { nil } }
    }

    private func happens(_ count: Int, _ every: (Fault) -> Int?) -> Bool {
        faults.contains { every($0).map { count % $0 == 0 } ?? false }
    }
}
