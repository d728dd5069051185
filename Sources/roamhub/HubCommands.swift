import CommandLine
import Glibc
import Hub
import JSON
import Roaming

/// The program's commands besides `serve`, and the declaration that help, man page and completions come from.
enum HubCommands {
    private static let data = OptionDeclaration(
        "data", "Where the hub keeps its store; made 0700 when it is new", value: "DIR", required: true)

    static let program = ProgramDeclaration(
        name: "roamhub", version: HubVersion.text, summary: "the EV roaming hub: OCPI switchboard, clearing, admin API",
        discussion: [
            "Serves OCPI 2.2.1 to charge point operators and demand partners, clears their sessions, and answers the "
                + "console's admin API. Put a TLS proxy in front of it; it listens on loopback unless told otherwise."
        ],
        commands: [
            CommandDeclaration(
                "serve", "Run the hub until TERM or INT",
                options: [
                    data,
                    OptionDeclaration("listen", "Address to listen on; port 0 takes a free one", value: "HOST:PORT"),
                    OptionDeclaration("public-url", "Base of the URLs partners are given", value: "URL"),
                    OptionDeclaration("name", "The hub's name in credentials", value: "NAME"),
                    OptionDeclaration("party", "The hub's own country code and party id", value: "CC*PID"),
                    OptionDeclaration("log", "Append the log there instead of standard error", value: "FILE"),
                    OptionDeclaration("demo-clock", "START,REAL_MS,SPEED; only in a demo's directory", value: "CLOCK"),
                    OptionDeclaration("parent-pid", "End when this process ends", value: "PID"),
                ]),
            CommandDeclaration(
                "person add", "Add a person and print a token, once",
                operands: [OperandDeclaration("ID", "The handle that audit and four eyes know")],
                options: [
                    data,
                    OptionDeclaration("roles", "Roles, separated by commas", value: "ROLES", required: true),
                    OptionDeclaration("name", "The name people read; the id unless given", value: "NAME"),
                    OptionDeclaration("service", "A service: it reads and never acts"),
                ]),
            CommandDeclaration(
                "person revoke", "End every token of a person",
                operands: [OperandDeclaration("ID", "The person's handle")], options: [data]),
            CommandDeclaration("verify", "Check the ledger's proofs and the hash chains", options: [data]),
            CommandDeclaration(
                "backup", "Copy the store while the hub runs",
                operands: [OperandDeclaration("FILE", "A new file")], options: [data]),
            CommandDeclaration(
                "price", "Price CDRs by their tariffs, without a hub",
                discussion: [
                    "Reads one JSON object a line from standard input and answers with one a line, in the same order: "
                        + "id, version (2.1.1, 2.2.1 or 2.3.0), time_zone (an IANA name), cdr, tariffs (those of the CDR "
                        + "unless given), policy (readings of what OCPI leaves open). The answer has the price by cost and "
                        + "by line, notes, where the CDR claims something else, and which known mistakes explain it.",
                    "A line that cannot be priced is answered by its id and an error that names code, field and rule; "
                        + "the others are priced all the same.",
                ],
                options: [
                    OptionDeclaration("threads", "How many lines at a time; one a processor unless given", value: "N")
                ]),
            CommandDeclaration("manual", "Print the manual page, for man(1)"),
        ])

    static func addPerson(_ invocation: Invocation) async throws {
        let id = invocation.operands[0]
        let token = try await HubOffice.addPerson(
            directory: invocation.value("data") ?? "", id: id, name: invocation.value("name") ?? id,
            roles: (invocation.value("roles") ?? "").split(separator: ",").map(String.init),
            isService: invocation.has("service"), at: WallClock.system.now())
        Descriptor.print(token + "\n")
    }

    static func revokeTokens(_ invocation: Invocation) async throws {
        let count = try await HubOffice.revokeTokens(
            directory: invocation.value("data") ?? "", id: invocation.operands[0], at: WallClock.system.now())
        Descriptor.print("\(count) ended\n")
    }

    static func verify(_ invocation: Invocation) async throws {
        let faults = try await HubOffice.verify(directory: invocation.value("data") ?? "")
        for fault in faults { Descriptor.print(fault + "\n") }
        guard faults.isEmpty else { exit(ExitCode.refused.rawValue) }
        Descriptor.print("The ledger balances, every proof holds, both hash chains are whole.\n")
    }

    static func backup(_ invocation: Invocation) async throws {
        try await HubOffice.backup(directory: invocation.value("data") ?? "", to: invocation.operands[0])
    }
}
