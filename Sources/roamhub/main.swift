import CommandLine
import EventLoop
import Glibc
import Hub
import JSON
import Roaming

let invocation = ArgumentParser(HubCommands.program).parseOrExit()
do {
    switch invocation.command {
    case "serve": try HubService(invocation).run()
    case "person add": try await HubCommands.addPerson(invocation)
    case "person revoke": try await HubCommands.revokeTokens(invocation)
    case "verify": try await HubCommands.verify(invocation)
    case "backup": try await HubCommands.backup(invocation)
    case "price": try PriceCommand.run(invocation)
    case "manual": Descriptor.print(HubCommands.program.manualPage())
    default: preconditionFailure("the parser lets no other command through")
    }
} catch let error as UsageError {
    Descriptor.printError("roamhub: \(error)")
    exit(ExitCode.usage.rawValue)
} catch {
    Descriptor.printError("roamhub: \(error)")
    exit(ExitCode.refused.rawValue)
}
