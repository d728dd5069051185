import CommandLine
import Desk
import Terminal

/// `roamdesk`: the console on a hub.
enum ConsoleCommand {
    static func run(_ invocation: Invocation) throws -> ExitCode {
        let files = try UserFiles(invocation)
        let access = try HubAccess(invocation, files.settings, paths: files.paths)
        let log = try files.log()
        return try open(access, invocation, files.settings, paths: files.paths, log: log)
    }

    /// Takes the terminal and runs the console on `access`.
    static func open(
        _ access: HubAccess, _ invocation: Invocation, _ settings: Configuration, paths: XDG,
        log: (log: Log, path: String), hint: String? = nil
    ) throws -> ExitCode {
        let themes = try ThemeChoice.find(
            invocation.value("theme") ?? settings.theme, directory: "\(paths.configDirectory)/themes", log: log.log)
        var wishes = NcursesTerminal.Options()
        wishes.synchronized = !invocation.has("no-sync")
        wishes.clipboard = !invocation.has("secure")
        wishes.errorDescriptor = log.log.fileDescriptor
        wishes.crashMessage = CrashWords.message(logPath: log.path)
        let terminal = try NcursesTerminal(wishes)
        let mouse = invocation.has("mouse") || settings.mouse
        terminal.reportMouse(mouse)
        let options = Options(
            ascii: terminal.abilities.ascii || invocation.has("ascii") || settings.ascii, themes: themes.themes,
            themeIndex: themes.index, mouse: mouse, hubLabel: SafeText(untrusted: access.label))
        return try Console(terminal: terminal, access: access, options: options, hint: hint).run()
    }
}

/// What the restored terminal says after a crash.
enum CrashWords {
    static func message(logPath: String) -> String {
        let message = "roamdesk has crashed; what it said last is in \(logPath)\n"
        return message.utf8.count < 500 ? message : "roamdesk has crashed; see its log\n"
    }
}
