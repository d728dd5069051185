import JSON

/// docs/admin-api.yaml: the route table and the schemas as an OpenAPI 3.1 document, the same bytes every time.
public enum OpenAPI {
    public static func yaml() -> String {
        """
        # Written by the project's tests from Sources/AdminAPI (route table and schemas); edit those.
        # To write it anew: REGENERATE=1 swift test --filter AdminAPITests

        """ + YAMLWriter.text(of: document())
    }

    static func document() -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Roamdesk hub, admin API",
                "version": "1",
                "summary": "What the operations console and other tools may ask an EV roaming hub",
                "description": .string(introduction),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "http://127.0.0.1:8420", "description": "A hub on this machine"]],
            "security": [["bearer": []]],
            "tags": .array(tags.map { ["name": .string($0.name), "description": .string($0.words)] }),
            "paths": paths(),
            "components": [
                "securitySchemes": [
                    "bearer": [
                        "type": "http", "scheme": "bearer", "description": "The token of a person or of a service",
                    ]
                ],
                "parameters": OpenAPIOperation.sharedParameters,
                "headers": [
                    "ETag": ["description": "Version of the resource", "schema": ["type": "string"]]
                ],
                "responses": OpenAPIOperation.sharedResponses,
                "schemas": schemas(),
            ],
        ]
    }

    private static let introduction = """
        Errors are problem details (RFC 9457). Ids in paths are one percent-encoded segment, as in NL%2AFAS%2FS1. \
        Actions need an Idempotency-Key, and an If-Match where the operation names it; repeating one with the same key \
        and content answers with the first answer. Services read and never act. Whoever checks must be another person \
        than whoever began. Members that have nothing to say are left out; members this document does not know are to \
        be ignored.
        """

    private static let tags: [(name: String, words: String)] =
        [("feed", "The change feed: everything a desk needs to be a replica")]
        + Kind.allCases.map { ($0.plural, "\($0.title), read by \(readers(of: $0))") } + [
            ("messages", "The OCPI message log"), ("ledger", "Journals and balances"),
            ("people", "People, roles and what they did"), ("settings", "Limits of clearing and supervision"),
            ("actions", "Everything that changes something"), ("operations", "For machines that watch the hub"),
        ]

    private static func readers(of kind: Kind) -> String {
        kind.readers == .everyone ? "every role" : kind.readers.names.joined(separator: ", ")
    }

    /// Operations by path, paths in table order.
    private static func paths() -> JSONValue {
        var paths = JSONObject()
        for route in RouteTable.all {
            var methods = JSONObject()
            if case .object(let known)? = paths[route.path] { methods = known }
            methods[route.method.rawValue] = OpenAPIOperation.json(route)
            paths[route.path] = .object(methods)
        }
        return .object(paths)
    }

    private static func schemas() -> JSONValue {
        var schemas = JSONObject()
        for schema in SchemaCatalogue.all { schemas[schema.name] = schema.openAPI }
        return .object(schemas)
    }
}
