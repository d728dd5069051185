import Desk
import Terminal

/// What to say after a copy.
enum CopyWords {
    static func sentence(_ outcome: CopyOutcome, _ what: SafeText) -> (String, Bool) {
        switch outcome {
        case .sent: ("copied \(what.string)", false)
        case .tooLong(let limit): ("not copied: longer than the \(limit) bytes that terminals take", true)
        case .switchedOff: ("not copied: this console runs with --secure", true)
        }
    }
}
