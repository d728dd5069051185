import Foundation
import Testing

/// Plain text files of screens beside the tests; `REGENERATE_GOLDENS=1` writes them anew, to be read in the diff.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Goldens")

    static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let file = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["REGENERATE_GOLDENS"] == "1" {
            do {
                try Data(text.utf8).write(to: file)
            } catch {
                Issue.record("cannot write \(name): \(error)", sourceLocation: sourceLocation)
            }
            return
        }
        guard let data = try? Data(contentsOf: file) else {
            Issue.record("there is no golden \(name); REGENERATE_GOLDENS=1 makes it", sourceLocation: sourceLocation)
            return
        }
        let wanted = String(decoding: data, as: UTF8.self)
        guard wanted != text else { return }
        Issue.record("\(name) differs:\n\(difference(wanted, text))", sourceLocation: sourceLocation)
    }

    /// The lines that differ, wanted and drawn.
    private static func difference(_ wanted: String, _ drawn: String) -> String {
        let first = wanted.split(separator: "\n", omittingEmptySubsequences: false)
        let second = drawn.split(separator: "\n", omittingEmptySubsequences: false)
        var result: [String] = []
        for index in 0..<max(first.count, second.count) {
            let left = index < first.count ? first[index] : "(nothing)"
            let right = index < second.count ? second[index] : "(nothing)"
            if left != right { result += ["\(index + 1) wanted |\(left)|", "\(index + 1) drawn  |\(right)|"] }
        }
        return result.prefix(24).joined(separator: "\n")
    }
}
