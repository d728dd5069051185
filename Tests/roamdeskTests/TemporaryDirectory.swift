import CommandLine
import Glibc

/// A new directory that is removed with all it holds when the value goes.
final class TemporaryDirectory: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/roamdesk-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { preconditionFailure("no temporary directory can be made") }
        path = String(cString: made)
    }

    deinit { FileTree.remove(path) }
}
