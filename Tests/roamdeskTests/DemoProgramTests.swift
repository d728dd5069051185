import CSystem
import CommandLine
import Glibc
import Testing

/// A demo as its user starts it: real processes, real handshakes, on the loopback.
@Suite(.serialized) struct DemoProgramTests {
    private let directory = TemporaryDirectory()
    private let program = ProcessArguments.sibling("roamdesk") ?? "roamdesk"

    private var environment: [String: String] { ["XDG_RUNTIME_DIR": directory.path, "HOME": directory.path] }

    private func started(_ arguments: [String] = []) throws -> ChildProcess {
        let child = try ChildProcess(
            program, ["demo", "--headless", "--for", "60s"] + arguments, environment: environment, output: .pipe,
            errors: .to(2))
        // The first stage: every partner is registered.
        var line = child.output?.next(within: .seconds(60))
        while let stage = line, !stage.hasPrefix("handshake") { line = child.output?.next(within: .seconds(60)) }
        #expect(line != nil)
        return child
    }

    private func children(of pid: Int32) -> [Int32] {
        let bytes = (try? readAll("/proc/\(pid)/task/\(pid)/children")) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
    }

    private func readAll(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        return try Descriptor.readAll(from: descriptor, limit: 1 << 16, named: path)
    }

    private func homes() throws -> [String] {
        try FileTree.names(in: directory.path).filter { $0.hasPrefix("roamdesk-demo-") }
    }

    @Test func `a killed demo leaves nothing running, and the next one sweeps up`() throws {
        let demo = try started()
        let programs = children(of: demo.pid)
        #expect(programs.count == 2)
        let ends = programs.map(ProcessEnd.init)
        kill(demo.pid, SIGKILL)
        #expect(demo.wait(within: .seconds(5)) == .signalled(SIGKILL))
        for end in ends { #expect(end.comes(within: 5000)) }
        #expect(try homes().count == 1)
        let next = try started()
        #expect(try homes().count == 1)
        #expect(next.terminate(within: .seconds(10)) == .exited(0))
        #expect(try homes() == [])
    }

    @Test func `a second terminal joins as somebody else`() throws {
        let demo = try started()
        let desk = try PseudoTerminal(
            program, ["demo", "--join", "--as", "finance_approver"],
            environment: environment.merging(["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]) { $1 }, columns: 120)
        #expect(desk.waits(for: "live"))
        #expect(desk.waits(for: "ada"))
        kill(desk.pid, SIGTERM)
        #expect(desk.ending() == 0)
        #expect(demo.terminate(within: .seconds(10)) == .exited(0))
    }

    @Test func `a command joins a kept demo that runs, and none that has ended`() throws {
        let kept = "\(directory.path)/kept"
        func partners() throws -> ChildProcess.Ending? {
            let list = try ChildProcess(program, ["partners", "--demo", "noc"], environment: environment)
            return list.wait(within: .seconds(30))
        }
        let demo = try started(["--keep", kept])
        #expect(try partners() == .exited(0))
        #expect(demo.terminate(within: .seconds(10)) == .exited(0))
        #expect(try partners() == .exited(ExitCode.usage.rawValue))
        #expect(try FileTree.names(in: directory.path).filter { $0.hasPrefix("roamdesk-") } == [])
    }

    @Test func `a role that is none is refused before anything starts`() throws {
        let child = try ChildProcess(
            program, ["demo", "--as", "fiance_maker"], environment: environment, errors: .pipe)
        #expect(child.output?.next(within: .seconds(10))?.contains("did you mean 'finance_maker'?") == true)
        #expect(child.wait(within: .seconds(10)) == .exited(ExitCode.usage.rawValue))
        #expect(try homes() == [])
    }
}

/// Notices when a process that is nobody's child here ends.
private struct ProcessEnd {
    let descriptor: Int32

    init(_ pid: Int32) { descriptor = csystem_process_descriptor(pid) }

    func comes(within milliseconds: Int32) -> Bool {
        defer { close(descriptor) }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return descriptor < 0 || poll(&entry, 1, milliseconds) > 0
    }
}
