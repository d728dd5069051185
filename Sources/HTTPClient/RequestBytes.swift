import HTTPMessage

/// A request's head as it goes on the wire (RFC 9112 §3, §6.2).
enum RequestBytes {
    /// Fields whose meaning ends at this connection, or which the client itself decides.
    private static let ownFields: Set<String> = [
        "connection", "content-length", "expect", "host", "keep-alive", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    static func head(
        of request: HTTPClientRequest, to url: URLReference, userAgent: String
    ) throws(HTTPClientError) -> [UInt8] {
        guard HTTPFields.isName(request.method.rawValue) else { throw .invalidRequest("the method is not a token") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes += request.method.rawValue.utf8
        bytes.append(0x20)
        bytes += url.target.utf8
        bytes += " HTTP/1.1\r\nHost: ".utf8
        bytes += url.hostField.utf8
        bytes += "\r\n".utf8
        var fields = fields(of: request)
        if !fields.contains("user-agent") { fields.append("User-Agent", userAgent) }
        if let length = length(of: request) { fields.append("Content-Length", String(length)) }
        do {
            try fields.write(to: &bytes)
        } catch {
            throw .invalidRequest("the field \(error.name) cannot stand in a head (RFC 9112 §11.1)")
        }
        bytes += "\r\n".utf8
        return bytes
    }

    /// The request's fields without those that are the client's own.
    static func fields(of request: HTTPClientRequest) -> HTTPFields {
        var fields = HTTPFields()
        for field in request.headers where !ownFields.contains(field.name.lowercased()) {
            fields.append(field.name, field.value)
        }
        return fields
    }

    private static func length(of request: HTTPClientRequest) -> Int? {
        if let body = request.body { return body.count }
        // RFC 9110 §8.6: a length of 0 is said where the method gives content a meaning.
        return [.POST, .PUT, .PATCH].contains(request.method) ? 0 : nil
    }
}
