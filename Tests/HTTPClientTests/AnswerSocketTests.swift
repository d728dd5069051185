import HTTPClient
import Testing

struct AnswerSocketTests {
    @Test(arguments: AnswerRow.all)
    func `an answer means the same over a socket, cut at every byte`(_ row: AnswerRow) async throws {
        let bytes = Array(row.bytes.utf8)
        // A cut costs two connections; long rows are cut where the short ones are, and in steps behind.
        let cuts = Array(0...min(bytes.count, 90)) + stride(from: 97, to: bytes.count, by: 31)
        let server = try ScriptedServer { connection, _ in
            while let request = connection.request() {
                guard let cut = Int(request.line.split(separator: " ")[1].dropFirst()) else {
                    connection.write(ok)
                    continue
                }
                connection.write(Array(bytes[..<cut]))
                connection.write(Array(bytes[cut...]))
                if row.closes { return }
            }
        }
        defer { server.stop() }
        try await withClient { client in
            for cut in cuts {
                let before = server.connectionCount
                let request = HTTPClientRequest(
                    method: row.method, url: "\(server.url)/\(cut)", maxBody: AnswerRow.maxBody)
                let first = await outcome(of: client, request)
                #expect(meaning(of: first) == row.meaning, "cut at \(cut)")
                // Whatever that was, the next request gets its own answer.
                let second = try await client.send(HTTPClientRequest(url: "\(server.url)/next"))
                #expect(second.text == "ok", "cut at \(cut)")
                let opened = server.connectionCount - before
                #expect(row.reusable ? opened <= 1 : opened >= 1, "cut at \(cut)")
            }
            #expect(row.reusable ? server.connectionCount == 1 : server.connectionCount > cuts.count)
        }
    }

    @Test(arguments: [ok, "x", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsmuggl"])
    func `bytes behind an answer never become the next answer`(_ surplus: String) async throws {
        let server = try ScriptedServer { connection, number in
            guard connection.request() != nil else { return }
            connection.write(number == 0 ? ok + surplus : ok)
            connection.waitForClose()
        }
        defer { server.stop() }
        try await withClient { client in
            for _ in 0..<2 {
                let answer = try await client.send(HTTPClientRequest(url: server.url))
                #expect(answer.text == "ok")
            }
            #expect(server.connectionCount == 2)
        }
    }

    @Test func `a head without end is refused at its limit`() async throws {
        let server = try ScriptedServer { connection, _ in
            guard connection.request() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n")
            let field = Array(("X-Filler: " + String(repeating: "x", count: 1000) + "\r\n").utf8)
            for _ in 0..<100 { connection.write(field) }
            connection.waitForClose()
        }
        defer { server.stop() }
        try await withClient { client in
            #expect(await outcome(of: client, HTTPClientRequest(url: server.url)) == .failure(.tooLarge(limit: 32768)))
        }
    }

    private func meaning(of result: Result<HTTPClientResponse, HTTPClientError>) -> AnswerRow.Meaning? {
        switch result {
        case .success(let answer): .answer(answer.status, answer.text)
        case .failure(.malformed): .malformed
        case .failure(.tooLarge(AnswerRow.maxBody)): .tooLarge
        case .failure(.closed(requestMayHaveBeenSent: true)): .closed
        case .failure: nil
        }
    }
}
