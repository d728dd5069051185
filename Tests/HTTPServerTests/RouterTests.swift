import HTTPMessage
import Testing

@testable import HTTPServer

/// Which route a request reaches, as its pattern and what its placeholders matched; or the refusal.
private func route(_ method: HTTPMethod, _ path: [String]) -> String {
    var router = Router()
    let patterns: [(HTTPMethod, String)] = [
        (.GET, "/"), (.GET, "/a"), (.GET, "/a/{id}"), (.POST, "/a/search"), (.GET, "/a/{id}/lines"),
        (.PUT, "/a/{id}/lines/{line}"), (.GET, "/a/me/lines/x"), (.GET, "/files/{*}"), (.GET, "/{any}/z"),
        (.POST, "/trailing/"),
    ]
    for (index, (method, pattern)) in patterns.enumerated() {
        router.add(method, pattern, bodyLimit: index) { _, _ in }
    }
    let head = HTTPRequestHead(method: method, target: "", path: path)
    let admission = router.admit(head, defaultLimit: 0)
    switch admission.outcome {
    case .refuse(let response):
        return "\(response.status) \(response.headers.first("Allow") ?? "")"
    case .handle:
        let parameters = admission.parameters.map { "\($0.name)=\($0.value)" }
        return ([patterns[admission.bodyLimit].1] + parameters + admission.tail).joined(separator: " ")
    }
}

@Suite struct `The router` {
    @Test(
        arguments: [
            (.GET, [""], "/"), (.GET, ["a"], "/a"), (.GET, ["a", ""], "/a"), (.GET, ["a", "b"], "/a/{id} id=b"),
            (.GET, ["a", "b/c"], "/a/{id} id=b/c"), (.GET, ["a", "search"], "/a/{id} id=search"),
            (.POST, ["a", "search"], "/a/search"), (.HEAD, ["a"], "/a"),
            (.GET, ["a", "b", "lines"], "/a/{id}/lines id=b"),
            (.PUT, ["a", "me", "lines", "x"], "/a/{id}/lines/{line} id=me line=x"),
            (.GET, ["a", "me", "lines", "x"], "/a/me/lines/x"), (.GET, ["files"], "/files/{*}"),
            (.GET, ["files", "b", "c"], "/files/{*} b c"), (.GET, ["a", "z"], "/a/{id} id=z"),
            (.GET, ["b", "z"], "/{any}/z any=b"), (.POST, ["trailing"], "/trailing/"), (.GET, ["b"], "404 "),
            (.GET, ["a", "b", "c"], "404 "), (.GET, ["", "z"], "404 "), (.GET, ["a", "", ""], "404 "),
            (.DELETE, ["a"], "405 GET, HEAD, OPTIONS"), (.PUT, ["a", "search"], "405 GET, HEAD, OPTIONS, POST"),
            (.POST, ["a", "b", "lines", "c"], "405 OPTIONS, PUT"), (.HEAD, ["trailing"], "405 OPTIONS, POST"),
            (.OPTIONS, ["a", "search"], "204 GET, HEAD, OPTIONS, POST"),
            (.OPTIONS, [], "204 GET, HEAD, OPTIONS, POST, PUT"),
            (.OPTIONS, ["b"], "404 "),
        ] as [(HTTPMethod, [String], String)])
    func `finds the most literal route that serves the method`(method: HTTPMethod, path: [String], found: String) {
        #expect(route(method, path) == found)
    }

    @Test(.ownThread) func `hands the placeholders and the tail to the handler`() async throws {
        var router = Router()
        router.add(.GET, "/a/{id}/{*}") { request, responder in
            responder.respond(.text(200, "\(request.parameter("id")) \(request.tail)"))
        }
        router.refusal = { status, head in .text(status, "\(status) for \(head.target)") }
        let live = try LiveServer(router: router)
        let client = live.connect()
        client.send("GET /a/NL%2AFAS%2FS1/b/c%20d HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(client.answer()?.body == "NL*FAS/S1 [\"b\", \"c d\"]\n")
        client.send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(client.answer()?.body == "404 for /b\n")
        await live.stop()
    }
}
