import CommandLine
import Glibc
import Testing

struct ChildProcessTests {
    private func shell(_ script: String) throws -> ChildProcess {
        try ChildProcess("/bin/sh", ["-c", script], environment: ["MARK": "set"], output: .pipe)
    }

    @Test func `its lines and its end are seen`() throws {
        let child = try shell("echo one; echo \"$MARK\"; printf three; exit 7")
        #expect(child.output?.next(within: .seconds(5)) == "one")
        #expect(child.output?.next(within: .seconds(5)) == "set")
        #expect(child.output?.next(within: .seconds(5)) == "three")
        #expect(child.output?.next(within: .seconds(5)) == nil)
        #expect(child.wait(within: .seconds(5)) == .exited(7))
        #expect(child.wait(within: .zero) == .exited(7))
    }

    @Test func `one that does not run out of itself is still running when the wait ends`() throws {
        let child = try shell("echo up; exec sleep 60")
        _ = child.output?.next(within: .seconds(5))
        #expect(child.wait(within: .milliseconds(1)) == nil)
        #expect(child.terminate(within: .seconds(5)) == .signalled(SIGTERM))
    }

    @Test func `one that ignores TERM is killed at the deadline`() throws {
        let child = try shell("trap '' TERM; echo up; while :; do sleep 60; done")
        _ = child.output?.next(within: .seconds(5))
        #expect(child.terminate(within: .milliseconds(50)) == .signalled(SIGKILL))
    }

    @Test func `it inherits no descriptor and no blocked signal`() throws {
        let child = try shell("ls /proc/$$/fd | tr '\\n' ' '; exec grep SigBlk /proc/self/status")
        let line = try #require(child.output?.next(within: .seconds(5)))
        #expect(line.hasPrefix("0 1 2 "))
        #expect(line.hasSuffix("0000000000000000"))
    }

    @Test func `a program that is not there is an error with its name`() {
        let error = #expect(throws: FileError.self) { try ChildProcess("/nowhere/tool", []) }
        #expect(error?.description == "cannot start /nowhere/tool: No such file or directory")
    }

    @Test func `each signal becomes a byte`() throws {
        let pipe = try SignalPipe([SIGUSR1, SIGUSR2])
        kill(getpid(), SIGUSR2)
        #expect(pipe.wait(within: .seconds(5)) == [SIGUSR2])
        kill(getpid(), SIGUSR1)
        #expect(pipe.wait(within: .seconds(5)) == [SIGUSR1])
        #expect(pipe.take() == [])
    }
}
