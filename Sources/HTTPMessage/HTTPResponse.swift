/// A final response; its framing fields (Content-Length, Connection, Date) are the writer's business.
public struct HTTPResponse: Hashable, Sendable {
    /// 200...599
    public var status: Int
    public var headers: HTTPFields
    public var body: [UInt8]

    public init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A short text/plain answer: one sentence and a line end.
    public static func text(_ status: Int, _ sentence: String, headers: HTTPFields = [:]) -> HTTPResponse {
        var fields: HTTPFields = ["Content-Type": "text/plain; charset=utf-8"]
        fields.append(contentsOf: headers)
        return HTTPResponse(status: status, headers: fields, body: Array((sentence + "\n").utf8))
    }
}
