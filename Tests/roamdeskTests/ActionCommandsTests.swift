import AdminAPI
import CommandLine
import JSON
import Testing

@testable import roamdesk

struct ActionCommandsTests {
    private func parse(_ words: [String]) throws -> Invocation {
        guard case .run(let invocation) = try ArgumentParser(Program.declaration).parse(words) else {
            throw UsageError("shown")
        }
        return invocation
    }

    @Test func `every action is a command, each under its own name`() {
        let names = ActionName.allCases.map(ActionCommands.command)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(Program.declaration.commands.contains { $0.path.joined(separator: " ") == name })
        }
        #expect(ActionCommands.command(.rotatePartnerToken) == "partners rotate-token")
        #expect(ActionCommands.command(.addPerson) == "people add")
    }

    @Test func `every kind has a list`() throws {
        for kind in Kind.allCases { #expect(try parse([kind.plural, "x"]).command == kind.plural) }
    }

    @Test func `a page is asked for by list, id and name`() throws {
        let invocation = try parse(["show", "tariffs", "NL*FAS/T1", "versions", "--format", "json"])
        #expect(invocation.command == "show" && invocation.operands == ["tariffs", "NL*FAS/T1", "versions"])
        #expect(try parse(["show", "cdrs", "NL*FAS/C1"]).operands.count == 2)
        #expect(throws: UsageError.self) { try parse(["show", "weather", "NL"]) }
        #expect(throws: UsageError.self) { try parse(["show", "tariffs"]) }
    }

    @Test func `options become members of the body, in the types of its schema`() throws {
        let invocation = try parse([
            "agreements", "set", "default", "--modules", "cdrs,tokens", "--commission-bp", "400", "--forbidden",
        ])
        let fields = ActionCommands.fields(of: RouteTable.route(for: .setAgreement))
        let given = try BodyOptions.values(fields, invocation)
        #expect(given["modules"] == ["cdrs", "tokens"])
        #expect(given["commission_bp"] == 400)
        #expect(given["forbidden"] == true)
        let error = #expect(throws: UsageError.self) { try BodyOptions.check(given, fields) }
        #expect(error?.message.hasPrefix("--dp-share-bp is missing") == true)
    }

    @Test func `a word that the schema does not have is refused with what it has`() {
        #expect(throws: UsageError.self) {
            try parse(["disputes", "decide", "D-1", "--decision", "FOR_ME", "--text", "x"])
        }
    }

    @Test(arguments: Shell.allCases)
    func `completions and manual come out whole`(shell: Shell) {
        #expect(Program.declaration.completion(for: shell).contains("rotate-token"))
        #expect(Program.declaration.manualPage().contains("roamdesk payouts approve"))
    }
}
