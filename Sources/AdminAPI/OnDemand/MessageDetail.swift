import JSON

/// One header line; secrets are replaced by fingerprints before they are stored.
public struct HeaderLine: JSONConvertible {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension HeaderLine {
    public init(_ reader: ObjectReader) throws(FieldError) {
        name = try reader.string("name")
        value = try reader.string("value")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("name", name)
        members.add("value", value)
        return members.json
    }

    public static let schema = Schema(
        "HeaderLine", "One header line",
        [
            .field("name", .text, "Field name as it came"),
            .field("value", .text, "Field value, secrets replaced by fingerprints"),
        ])
}

/// One OCPI exchange in full, as the bytes that came.
public struct MessageDetail: JSONConvertible {
    public var summary: MessageSummary
    public var requestHeaders: [HeaderLine]
    public var requestBody: String
    public var responseHeaders: [HeaderLine]
    public var responseBody: String?
    public var failure: String?

    public init(
        summary: MessageSummary, requestHeaders: [HeaderLine] = [], requestBody: String,
        responseHeaders:
            [HeaderLine] = [], responseBody: String? = nil, failure: String? = nil
    ) {
        self.summary = summary
        self.requestHeaders = requestHeaders
        self.requestBody = requestBody
        self.responseHeaders = responseHeaders
        self.responseBody = responseBody
        self.failure = failure
    }
}

extension MessageDetail {
    public init(_ reader: ObjectReader) throws(FieldError) {
        summary = try reader.one("summary")
        requestHeaders = try reader.list("request_headers")
        requestBody = try reader.string("request_body")
        responseHeaders = try reader.list("response_headers")
        responseBody = try reader.optionalString("response_body")
        failure = try reader.optionalString("failure")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("summary", summary.json)
        members.add("request_headers", requestHeaders)
        members.add("request_body", requestBody)
        members.add("response_headers", responseHeaders)
        members.add("response_body", responseBody)
        members.add("failure", failure)
        return members.json
    }

    public static let schema = Schema(
        "MessageDetail", "One OCPI exchange in full",
        [
            .field("summary", .object("MessageSummary"), "What it was"),
            .field("request_headers", .list(.object("HeaderLine")), "In the order they came"),
            .field("request_body", .text, "Body; bytes that are not UTF-8 become U+FFFD"),
            .field("response_headers", .list(.object("HeaderLine")), "In the order they came"),
            .optional("response_body", .text, "Body; absent when no answer came"),
            .optional("failure", .text, "Why there is no answer, in words"),
        ])
}
