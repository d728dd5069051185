import Roaming

/// When a party that goes away is away.
struct Absence: Sendable {
    private let after: Duration?
    private let length: Duration
    private var begin: Timestamp?

    init(_ faults: [Fault]) {
        for case .goesAway(let after, let length) in faults {
            self.after = .seconds(after * 60)
            self.length = .seconds(length * 60)
            return
        }
        after = nil
        length = .zero
    }

    mutating func begin(at now: Timestamp) {
        begin = now
    }

    func isAway(at now: Timestamp) -> Bool {
        guard let after, let begin else { return false }
        return now >= begin + after && now < begin + after + length
    }
}

extension Fault {
    /// How late this fault makes answers.
    var answerDelay: Duration? {
        if case .slow(let milliseconds) = self { .milliseconds(milliseconds) } else { nil }
    }
}

extension Message {
    /// Whether a party that was away sends it when it is back. The rest is out of date by then.
    var survivesAbsence: Bool {
        switch self {
        case .cdr: true
        case .putSession(let session): session.status.isFinal
        default: false
        }
    }
}
