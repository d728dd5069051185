import CommandLine
import DeskCache

/// The hub's no, or its silence.
struct HubProblem: Error, CustomStringConvertible {
    /// The answer's status; nil when there was no answer.
    let status: Int?
    let description: String

    init(_ failure: AdminFailure) {
        status = failure.status
        let doubt = failure.mayHaveHappened ? " (it may have been done; look before you repeat it)" : ""
        description = failure.description + doubt
    }

    /// The hub does not let us in.
    init(refused status: Int, _ reason: String) {
        self.status = status
        description = "refused: \(reason)"
    }

    var exitCode: ExitCode { status == nil ? .unreachable : .refused }
}
