import Glibc
import Testing

@testable import CommandLine

struct LogTests {
    private func line(_ fields: [(String, LogValue)]) -> String {
        let bytes = Log.line(
            program: "p", time: "2026-11-22T12:00:00Z", level: .warn, event: "e", fields: fields)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a line is one JSON object`() {
        let start = #"{"time":"2026-11-22T12:00:00Z","level":"warn","program":"p","event":"e""#
        #expect(line([]) == start + "}\n")
        #expect(
            line([("port", 80), ("text", "a\n\"b\""), ("late", true)])
                == start + #","port":80,"text":"a\n\"b\"","late":true}"# + "\n")
    }

    @Test(arguments: ["token", "Authorization", "SECRET", "password"])
    func `a field named for a secret is withheld`(name: String) {
        #expect(line([(name, "hunter2")]).contains("hunter2") == false)
    }

    @Test func `only what matters enough is written, each line whole`() throws {
        let directory = TemporaryDirectory()
        let path = "\(directory.path)/log"
        let log = try Log(program: "p", path: path, level: .warn)
        log.info("not this")
        log.error("this")
        let text = String(decoding: try PrivateFile.read(path), as: UTF8.self)
        #expect(text.split(separator: "\n").count == 1)
        #expect(text.contains(#""event":"this""#))
    }
}
