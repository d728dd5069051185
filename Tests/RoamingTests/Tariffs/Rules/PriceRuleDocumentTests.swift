import FoundationEssentials
import Testing

@testable import Roaming

@Suite struct PriceRuleDocumentTests {
    @Test func `the page on the rules is what the table says`() throws {
        let root = #filePath.dropLast("Tests/RoamingTests/Tariffs/Rules/PriceRuleDocumentTests.swift".count)
        let file = URL(filePath: "\(root)docs/PRICE_RULES.md")
        let text = Data(PriceRule.markdown.utf8)
        if ProcessInfo.processInfo.environment["REGENERATE"] == "1" { try text.write(to: file) }
        #expect(try Data(contentsOf: file) == text, "write it anew with REGENERATE=1 and read the difference")
    }
}
