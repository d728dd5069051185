import HTTPMessage
import Testing

@testable import HTTPServer

@Suite struct `A server on a socket` {
    @Test func `answers requests one after the other on one connection`() async throws {
        let live = try LiveServer()
        let client = live.connect()
        for number in 0..<3 {
            client.send("POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n\(number)")
            let answer = try #require(client.answer(to: .POST))
            #expect(answer.status == 200)
            #expect(answer.body == "POST [\"r\"] \(number)")
        }
        await live.stop()
    }
}
