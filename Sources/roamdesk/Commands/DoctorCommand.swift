import AdminAPI
import CommandLine
import Desk
import DeskCache
import Glibc
import JSON
import Roaming

/// `roamdesk doctor`: what the console needs, each with what was found and what to do about it.
enum DoctorCommand {
    struct Finding {
        enum Verdict: String {
            case ok
            case warn
            case bad = "BAD"
        }
        let verdict: Verdict
        let subject: String
        let words: String
    }

    static func run(_ invocation: Invocation) throws -> ExitCode {
        var code = ExitCode.done
        report(terminal())
        let files: UserFiles
        do {
            files = try UserFiles(invocation)
            report(Finding(verdict: .ok, subject: "configuration", words: "\(files.paths.configDirectory)/config.json"))
        } catch {
            report(Finding(verdict: .bad, subject: "configuration", words: "\(error)"))
            return .usage
        }
        let access: HubAccess
        do {
            access = try HubAccess(invocation, files.settings, paths: files.paths)
            report(Finding(verdict: .ok, subject: "token", words: "readable by you alone"))
        } catch {
            report(Finding(verdict: .bad, subject: "hub and token", words: "\(error)"))
            return .usage
        }
        report(cache(access))
        do {
            for finding in try hub(access) { report(finding) }
        } catch let problem as HubProblem {
            report(Finding(verdict: .bad, subject: "hub", words: "\(access.hub): \(problem)"))
            code = problem.exitCode
        }
        return code
    }

    private static func report(_ finding: Finding) {
        let verdict = finding.verdict.rawValue + String(repeating: " ", count: 6 - finding.verdict.rawValue.count)
        let subject = finding.subject + String(repeating: " ", count: max(1, 15 - finding.subject.count))
        Descriptor.print(verdict + subject + SafeText(untrusted: finding.words).string + "\n")
    }

    private static func terminal() -> Finding {
        let type = XDG.processEnvironment("TERM") ?? ""
        guard isatty(0) == 1, isatty(1) == 1 else {
            return Finding(
                verdict: .warn, subject: "terminal", words: "none here; lists and actions work, the console does not")
        }
        var size = winsize()
        _ = ioctl(1, UInt(TIOCGWINSZ), &size)
        let words = "TERM=\(type), \(size.ws_col)x\(size.ws_row)"
        let isSmall = size.ws_col < Size.minimum.columns || size.ws_row < Size.minimum.lines
        return Finding(
            verdict: isSmall || type.isEmpty ? .warn : .ok, subject: "terminal",
            words: words + (isSmall ? "; it needs \(Size.minimum.columns)x\(Size.minimum.lines)" : ""))
    }

    private static func cache(_ access: HubAccess) -> Finding {
        do {
            let reader = try Cache.open(path: access.cachePath, hub: access.hub).reader
            let state = try reader.state()
            let rows = try Kind.allCases.reduce(0) { try $0 + reader.total($1) }
            let shown = state.shownAt.map { ", as of \($0)" } ?? ", never filled"
            return Finding(
                verdict: .ok, subject: "cache", words: "\(access.cachePath): \(rows) rows, seq \(state.seq)\(shown)")
        } catch {
            return Finding(verdict: .bad, subject: "cache", words: "\(access.cachePath): \(error)")
        }
    }

    private static func hub(_ access: HubAccess) throws -> [Finding] {
        let line = try HubLine(access)
        defer { line.close() }
        let started = ContinuousClock.now
        let me = try Me(try ObjectReader(try line.get("/me")))
        let took = (ContinuousClock.now - started).components.attoseconds / 1_000_000_000_000_000
        let apart = abs(me.hub.now.milliseconds - access.clock.now().milliseconds) / 1000
        return [
            Finding(verdict: .ok, subject: "hub", words: "\(access.hub): \(me.hub.name) \(me.hub.party), \(took) ms"),
            Finding(
                verdict: apart < 5 ? .ok : .warn, subject: "clock",
                words: me.hub.speed > 1 ? "the hub runs a demo's clock" : "\(apart) s apart from the hub's"),
            Finding(
                verdict: me.roles.isEmpty ? .bad : .ok, subject: "role",
                words: "\(me.name) (\(me.person)): \(me.roles.joined(separator: ", "))"),
        ]
    }
}
