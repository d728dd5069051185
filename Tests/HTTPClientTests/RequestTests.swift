import HTTPClient
import HTTPMessage
import Synchronization
import Testing

struct RequestTests {
    private func head(_ request: (String) -> HTTPClientRequest) async throws -> ScriptedConnection.Request {
        let seen = Mutex<ScriptedConnection.Request?>(nil)
        let server = try ScriptedServer { connection, _ in
            let request = connection.request()
            seen.withLock { $0 = request }
            connection.write(ok)
        }
        defer { server.stop() }
        try await withClient { client in _ = try await client.send(request(server.url)) }
        return try #require(seen.withLock { $0 })
    }

    @Test func `a request is one line, a host, the caller's fields and a length`() async throws {
        var port = ""
        let seen = try await head { url in
            port = String(url.split(separator: ":")[2])
            return HTTPClientRequest(
                method: .PUT, url: "\(url)/a%2Fb?c=d#e", headers: ["X-One": "1", "Accept": "x/y"],
                body: Array("body".utf8))
        }
        let expected = """
            PUT /a%2Fb?c=d HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            X-One: 1\r
            Accept: x/y\r
            User-Agent: roamdesk\r
            Content-Length: 4\r
            \r

            """
        #expect(seen.head == expected)
        #expect(seen.body == "body")
    }

    @Test func `fields of connection and framing are the client's own`() async throws {
        let seen = try await head { url in
            let headers: HTTPFields = [
                "Host": "evil.example", "Content-Length": "99", "Transfer-Encoding": "chunked", "Connection": "close",
                "TE": "trailers", "Upgrade": "x", "Expect": "100-continue", "Keep": "this",
            ]
            return HTTPClientRequest(method: .POST, url: url, headers: headers, body: Array("ab".utf8))
        }
        let names = seen.head.split(separator: "\r\n").dropFirst().map { $0.prefix { $0 != ":" } }
        #expect(names == ["Host", "Keep", "User-Agent", "Content-Length"])
        #expect(!seen.head.contains("evil"))
    }

    @Test(arguments: [(HTTPMethod.GET, false), (.DELETE, false), (.POST, true), (.PUT, true), (.PATCH, true)])
    func `an empty body says so only where a body is expected`(_ method: HTTPMethod, _ says: Bool) async throws {
        let seen = try await head { HTTPClientRequest(method: method, url: $0) }
        #expect(seen.head.contains("Content-Length: 0\r\n") == says)
    }

    @Test(arguments: [
        ("X-A", "one\r\nX-B: two"), ("X-A", "one\ntwo"), ("X-A", "nul\0"), ("X A", "space"), ("", "empty"),
        ("X-A:", "colon"), ("X-Ä", "letter"),
    ])
    func `a field that could end the head early is not sent`(_ name: String, _ value: String) async throws {
        try await withClient { client in
            var request = HTTPClientRequest(url: "http://127.0.0.1:1/")
            request.headers.append(name, value)
            guard case .failure(.invalidRequest) = await outcome(of: client, request) else {
                Issue.record("it was sent")
                return
            }
        }
    }

    @Test(arguments: [
        "", "hub", "/path", "ftp://h/", "http://", "http://u@h/", "http://h:0/", "http://h/ x", "http://h/é",
    ])
    func `what is not an http URL is refused`(_ url: String) async throws {
        try await withClient { client in
            #expect(await outcome(of: client, HTTPClientRequest(url: url)) == .failure(.badURL))
        }
    }

    @Test func `a large body arrives whole`() async throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
        let seen = try await head { HTTPClientRequest(method: .POST, url: $0, body: body) }
        #expect(seen.body.utf8.count == body.count)
    }
}
