import AdminAPI
import CommandLine
import Terminal

/// From a parsed command line to the thing that does it; the one place where errors become text and an exit code.
enum Commands {
    static func run(_ invocation: Invocation) -> ExitCode {
        do {
            return try perform(invocation)
        } catch let error as UsageError {
            return fail("\(error)", .usage)
        } catch let error as HubProblem {
            return fail(error.description, error.exitCode)
        } catch let error as TerminalError {
            return fail("\(error)", .usage)
        } catch {
            return fail("\(error)", .usage)
        }
    }

    private static func fail(_ message: String, _ code: ExitCode) -> ExitCode {
        Descriptor.printError("roamdesk: \(message)")
        return code
    }

    private static func perform(_ invocation: Invocation) throws -> ExitCode {
        switch invocation.command {
        case "": return try ConsoleCommand.run(invocation)
        case "demo": return try DemoCommand.run(invocation)
        case "shot": return try ShotCommand.run(invocation)
        case "show": return try ShowCommand.run(invocation)
        case "watch alerts": return try WatchCommand.run(invocation)
        case "doctor": return try DoctorCommand.run(invocation)
        case "manual":
            Descriptor.print(Program.declaration.manualPage())
            return .done
        case "completion":
            guard let shell = invocation.operands.first.flatMap(Shell.init) else { return .usage }
            Descriptor.print(Program.declaration.completion(for: shell))
            return .done
        default:
            if let kind = Kind(plural: invocation.command) { return try ListCommand.run(kind, invocation) }
            return try ActionCommands.run(invocation)
        }
    }
}
