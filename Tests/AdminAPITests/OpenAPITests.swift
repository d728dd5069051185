import FoundationEssentials
import JSON
import Testing

@testable import AdminAPI

@Suite struct OpenAPITests {
    static let documents: [(name: String, text: @Sendable () -> String)] = [
        ("admin-api.yaml", { OpenAPI.yaml() }), ("ROLES.md", { RoleRow.markdown }),
    ]

    @Test(arguments: documents.map(\.name))
    func `a generated document is what the tables say`(_ name: String) throws {
        let root = #filePath.dropLast("Tests/AdminAPITests/OpenAPITests.swift".count)
        let file = URL(filePath: "\(root)docs/\(name)")
        let text = Data(try #require(Self.documents.first { $0.name == name }).text().utf8)
        if ProcessInfo.processInfo.environment["REGENERATE"] == "1" { try text.write(to: file) }
        #expect(try Data(contentsOf: file) == text, "write it anew with REGENERATE=1 and read the difference")
    }

    @Test(arguments: [
        ("plain words", "plain words"), ("true", "\"true\""), ("No", "\"No\""), ("1.0", "\"1.0\""), ("", "\"\""),
        ("a: b", "\"a: b\""), ("a #b", "\"a #b\""), ("- a", "\"- a\""), ("*x", "\"*x\""),
        ("trailing ", "\"trailing \""),
        ("line\nend", "\"line\\nend\""), ("/admin/v1/me", "/admin/v1/me"), ("~", "\"~\""), ("é", "\"é\""),
    ])
    func `a string is plain only where YAML reads it as that string`(_ string: String, _ yaml: String) {
        #expect(YAMLWriter.text(of: .string(string)) == yaml + "\n")
    }

    @Test func `objects and lists nest by two spaces`() {
        let value: JSONValue = ["a": ["b": [1, ["c": "d", "e": []]], "f": [:]], "g": nil]
        let yaml = """
            a:
              b:
                - 1
                - c: d
                  e: []
              f: {}
            g: null

            """
        #expect(YAMLWriter.text(of: value) == yaml)
    }
}
