import CommandLine

/// A demo that could not be set up, in one sentence and with what its programs said last.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String, log: String? = nil) {
        var text = sentence
        if let log, let bytes = try? PrivateFile.read(log, limit: 64 << 20) {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(5)
            if !lines.isEmpty { text += "\n  " + lines.joined(separator: "\n  ") }
        }
        description = text
    }
}
