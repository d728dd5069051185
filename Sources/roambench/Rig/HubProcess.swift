import CommandLine
import EventLoop
import Foundation
import HTTPClient
import HTTPMessage
import JSON

/// A real roamhub on a temporary directory and a fixed port, to be killed and started again.
///
/// It ends with this process, and it must be started from the main thread for that.
final class HubProcess {
    let directory: String
    let url: String
    /// Of a person who is admin and auditor.
    private(set) var token = ""
    private let program: String
    private let port: UInt16
    private var child: ChildProcess?

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameter program: path of roamhub; nil takes the one beside this program.
    init(program: String? = nil, in folder: String) throws {
        guard let path = program ?? ProcessArguments.sibling("roamhub") else {
            throw Failure(description: "there is no roamhub beside this program: build it, or give --hub PATH")
        }
        self.program = path
        directory = folder + "/hub"
        // A port that was free a moment ago; the same after every start, as partners keep the hub's addresses.
        let probe = try Socket.listen(host: "127.0.0.1", port: 0)
        Socket.close(probe.fd)
        port = probe.port
        url = "http://127.0.0.1:\(port)"
        token = try run(["person", "add", "bench", "--data", directory, "--roles", "admin,auditor"])
    }

    var pid: Int32 { child?.pid ?? 0 }

    func start() throws {
        let child = try ChildProcess(
            program,
            [
                "serve", "--data", directory, "--listen", "127.0.0.1:\(port)", "--log", directory + "/log",
                "--parent-pid", String(getpid()),
            ], output: .pipe, errors: .to(2))
        guard let line = child.output?.next(within: .seconds(60)), line.contains("\"listening\"") else {
            throw Failure(
                description: "the hub did not start: \(child.wait(within: .zero).map { "\($0)" } ?? "no line")")
        }
        self.child = child
    }

    /// SIGKILL: the process has no chance to write anything more.
    func kill() {
        guard let child else { return }
        _ = child.terminate(within: .zero)
        self.child = nil
    }

    /// TERM, and waiting for its end.
    func stop() throws {
        guard let child else { return }
        let ending = child.terminate(within: .seconds(30))
        self.child = nil
        guard ending == .exited(0) else { throw Failure(description: "the hub \(ending) on TERM") }
    }

    /// `roamhub verify`; throws with what it says when a proof or a hash chain does not hold.
    func verify() throws { _ = try run(["verify", "--data", directory]) }

    /// Runs roamhub to its end and answers its output without the newline.
    private func run(_ arguments: [String]) throws -> String {
        let child = try ChildProcess(program, arguments, output: .pipe, errors: .to(2))
        var lines: [String] = []
        while let line = child.output?.next(within: .seconds(60)) { lines.append(line) }
        let ending = child.wait(within: .seconds(60))
        guard ending == .exited(0) else {
            throw Failure(description: "roamhub \(arguments[0]): \(lines.joined(separator: " "))")
        }
        return lines.joined(separator: "\n")
    }
}
