import JSON

/// One route as an OpenAPI operation.
enum OpenAPIOperation {
    static func json(_ route: Route) -> JSONValue {
        var members = JSONObject()
        members["operationId"] = .string(route.operation)
        members["summary"] = .string(route.summary)
        members["tags"] = [.string(route.tag)]
        if let roles = route.roles { members["x-roles"] = .array(roles.names.map(JSONValue.string)) }
        if case .action(let name) = route.access { members["x-action"] = .string(name.rawValue) }
        if route.access == .open { members["security"] = [] }
        let parameters = parameters(of: route)
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if let body = route.body {
            members["requestBody"] = [
                "required": true, "content": ["application/json": ["schema": reference(.schema, body)]],
            ]
        }
        members["responses"] = responses(of: route)
        return .object(members)
    }

    private static func parameters(of route: Route) -> [JSONValue] {
        var list: [JSONValue] = route.pathParameters.map { name in
            [
                "name": .string(name), "in": "path", "required": true,
                "description": .string(name == "id" ? "Id of the resource" : "Name of the platform"),
                "schema": ["type": "string"],
            ]
        }
        list += route.query.map { parameter in
            var members: JSONObject = ["name": .string(parameter.name), "in": "query"]
            if parameter.isRequired { members["required"] = true }
            members["description"] = .string(parameter.summary)
            members["schema"] = parameter.type.openAPI
            return .object(members)
        }
        if route.needsIdempotencyKey { list.append(reference(.parameter, "IdempotencyKey")) }
        switch route.ifMatch {
        case .none: break
        case .optional: list.append(reference(.parameter, "OptionalIfMatch"))
        case .required: list.append(reference(.parameter, "IfMatch"))
        }
        return list
    }

    private static func responses(of route: Route) -> JSONValue {
        var responses = JSONObject()
        var success: JSONObject = ["description": .string(successWords(route))]
        switch route.answer {
        case .json(let schema):
            if route.method == .get, hasVersion(schema) { success["headers"] = ["ETag": reference(.header, "ETag")] }
            success["content"] = ["application/json": ["schema": reference(.schema, schema)]]
        case .eventStream: success["content"] = ["text/event-stream": ["schema": ["type": "string"]]]
        case .text(let mediaType): success["content"] = [mediaType: ["schema": ["type": "string"]]]
        }
        responses["200"] = .object(success)
        for status in Set(route.problems.map(\.status)).sorted() {
            responses["\(status)"] = reference(.response, "Problem\(status)")
        }
        return .object(responses)
    }

    private static func hasVersion(_ schema: String) -> Bool {
        SchemaCatalogue.all.first { $0.name == schema }?.fields.contains { $0.name == "version" } ?? false
    }

    private static func successWords(_ route: Route) -> String {
        switch route.answer {
        case .json: route.needsIdempotencyKey ? "Done; the audit number and the resource as it is now" : "The answer"
        case .eventStream: "Server-Sent Events until either side hangs up"
        case .text: "The answer"
        }
    }

    static let sharedParameters: JSONValue = [
        "IdempotencyKey": [
            "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "Chosen by the caller for each action, kept for its repetitions",
            "schema": ["type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[!-~]+$"],
        ],
        "IfMatch": ifMatch(isRequired: true),
        "OptionalIfMatch": ifMatch(isRequired: false),
    ]

    private static func ifMatch(isRequired: Bool) -> JSONValue {
        [
            "name": "If-Match", "in": "header", "required": .bool(isRequired),
            "description": "ETag of the version that was seen; the action is refused when there is a newer one",
            "schema": ["type": "string", "pattern": "^\"v[0-9]+\"$"],
        ]
    }

    /// One response per status, with the codes it may carry.
    static let sharedResponses: JSONValue = {
        var responses = JSONObject()
        for status in Set(ProblemCode.allCases.map(\.status)).sorted() {
            let codes = ProblemCode.allCases.filter { $0.status == status }
            let words = codes.map { "\($0.rawValue) (\($0.title))" }.joined(separator: "; ")
            responses["Problem\(status)"] = [
                "description": .string(words),
                "content": [Problem.mediaType: ["schema": reference(.schema, "Problem")]],
            ]
        }
        return .object(responses)
    }()

    enum Component: String {
        case schema = "schemas"
        case parameter = "parameters"
        case response = "responses"
        case header = "headers"
    }

    static func reference(_ component: Component, _ name: String) -> JSONValue {
        ["$ref": .string("#/components/\(component.rawValue)/\(name)")]
    }
}
