import Foundation
import SQLite
import Synchronization
import Testing

/// The test program starts itself as the child that is killed; this names the child's database.
private let childVariable = "ROAMDESK_CRASH_CHILD"

@Suite struct CrashTests {
    @Test(arguments: 1...3) func `whatever was answered before a kill is there after it, and no half of a body`(
        round: Int
    ) throws {
        let folder = try TemporaryFolder()
        let child = try startChild(folder)
        let acknowledged = folder.file("acknowledged")
        while lines(acknowledged).count < round * 40 {
            try #require(child.isRunning, "the child ended by itself")
            usleep(500)
        }
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()

        let db = try folder.connection()
        let names = try Set(db.names())
        for line in lines(acknowledged) { #expect(names.contains("\(line) first")) }
        for name in names where name.hasSuffix("first") {
            #expect(names.contains(name.replacing("first", with: "second")))
        }
        #expect(!names.contains { $0.hasSuffix("never") })
        #expect(try db.one("PRAGMA integrity_check") { try $0.text(0) } == "ok")
    }

    /// Runs only in the child: batches of bodies, some of which fail, until killed.
    @Test(.enabled(if: ProcessInfo.processInfo.environment[childVariable] != nil))
    func `child writes until it is killed`() async throws {
        let folder = try #require(ProcessInfo.processInfo.environment[childVariable])
        let writer = try DatabaseWriter(path: folder + "/test.sqlite", synchronous: .full, migrations: [items])
        let log = open(folder + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let inFlight = DispatchSemaphore(value: 64)
        struct Stop: Error {}
        for number in 0... {
            await Task.detached { inFlight.wait() }.value
            writer.submit { db in
                try db.add("\(number) first")
                if number.isMultiple(of: 7) {
                    try db.add("\(number) never")
                    throw Stop()
                }
                try db.add("\(number) second")
            } completion: { result in
                let line = "\(number)\n"
                if case .success = result { _ = line.withCString { write(log, $0, strlen($0)) } }
                inFlight.signal()
            }
        }
    }

    private func startChild(_ folder: TemporaryFolder) throws -> Process {
        let child = Process()
        child.executableURL = URL(
            fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        child.arguments = ["--testing-library", "swift-testing", "--filter", "child writes until it is killed"]
        child.environment = ProcessInfo.processInfo.environment.merging([childVariable: folder.path]) { $1 }
        child.standardOutput = FileHandle.nullDevice
        child.standardError = FileHandle.nullDevice
        try child.run()
        return child
    }

    /// Whole lines only.
    private func lines(_ path: String) -> [Substring] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8), let end = text.lastIndex(of: "\n") else {
            return []
        }
        return text[..<end].split(separator: "\n")
    }
}
