import AdminAPI
import EventLoop
import HTTPClient
import HTTPMessage
import HTTPServer
import JSON
import Synchronization
import Testing

@testable import DeskCache

/// A hub that answers what it is told and remembers what it was asked.
final class AnsweringServer: Sendable {
    struct Asked: Hashable, Sendable {
        var method: String
        var target: String
        var key: String?
        var ifMatch: String?
        var authorization: String?
        var body: String
    }

    final class Script: Sendable {
        let answers: Mutex<[HTTPResponse]>
        let asked = Mutex<[Asked]>([])

        init(_ answers: [HTTPResponse]) { self.answers = Mutex(answers) }
    }

    let loop: EventLoop
    let port: UInt16
    let script: Script
    private let server: HTTPServer

    init(_ answers: [HTTPResponse]) throws {
        let script = Script(answers)
        self.script = script
        loop = try EventLoop(name: "answers")
        server = HTTPServer(loop: loop, configuration: HTTPServerConfiguration()) { request, responder in
            script.asked.withLock {
                $0.append(
                    Asked(
                        method: request.method.rawValue, target: request.target,
                        key: request.headers.first("Idempotency-Key"), ifMatch: request.headers.first("If-Match"),
                        authorization: request.headers.first("Authorization"),
                        body: String(decoding: request.body, as: UTF8.self)))
            }
            let answer = script.answers.withLock { $0.count > 1 ? $0.removeFirst() : $0.first }
            responder.respond(answer ?? HTTPResponse(status: 500))
        }
        port = try server.listen()
        loop.start()
    }

    var asked: [Asked] { script.asked.withLock { $0 } }

    static func json(_ value: JSONValue, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: value.serialized())
    }

    static func problem(_ problem: Problem) -> HTTPResponse { json(problem.json, status: problem.status) }
}

@Suite(.timeLimit(.minutes(1))) struct AdminClientTests {
    static let done = AnsweringServer.json(
        ActionAnswer(audit: 7, resource: Fixtures.payout("P-1", state: .approved).json).json)

    /// A client of a server, both for one test.
    struct Rig {
        let server: AnsweringServer
        let client: AdminClient

        init(_ answers: [HTTPResponse], port: UInt16? = nil) throws {
            server = try AnsweringServer(answers)
            client = AdminClient(
                hub: "http://127.0.0.1:\(port ?? server.port)", token: "secret",
                client: HTTPClient(loop: server.loop), loop: server.loop)
        }
    }

    static let approval = PreparedAction(
        .approvePayout, target: "P-1", version: 3, body: ApprovalBody(contentHash: "9f", amountMinor: 1_800_490),
        idempotencyKey: "k-1")

    @Test func `an action carries its key, the version that was seen, and its body`() async throws {
        let rig = try Rig([Self.done])
        let answer = try await rig.client.perform(Self.approval).get()
        #expect(answer.audit == 7)
        #expect(try answer.decoded(as: PayoutResource.self).state == .approved)
        #expect(
            rig.server.asked == [
                .init(
                    method: "POST", target: "/admin/v1/payouts/P-1/approve", key: "k-1", ifMatch: "\"v3\"",
                    authorization: "Bearer secret", body: #"{"content_hash":"9f","amount_minor":1800490}"#)
            ])
    }

    @Test func `an action on what traffic changes carries no version`() async throws {
        let rig = try Rig([Self.done])
        _ = await rig.client.perform(
            PreparedAction(.stopSession, target: "NL*FAS/S1", version: 9, body: ReasonBody(reason: "stuck")))
        #expect(rig.server.asked.first?.target == "/admin/v1/sessions/NL%2AFAS%2FS1/stop")
        #expect(rig.server.asked.first?.ifMatch == nil)
        #expect(rig.server.asked.first?.key?.count == 32)
    }

    @Test func `an action whose answer is lost is sent again with its key`() async throws {
        let server = try AnsweringServer([Self.done])
        let relay = try CuttingRelay(to: server.port)
        relay.cut(after: 20)
        let client = AdminClient(
            hub: relay.url, token: "secret", client: HTTPClient(loop: server.loop), loop: server.loop)
        #expect(try await client.perform(Self.approval).get().audit == 7)
        #expect(server.asked.map(\.key) == ["k-1", "k-1"])
        relay.close()
    }

    @Test func `a busy hub is asked again`() async throws {
        let rig = try Rig([AnsweringServer.problem(Problem(.unavailable, "restarting")), Self.done])
        #expect(try await rig.client.perform(Self.approval).get().audit == 7)
        #expect(rig.server.asked.map(\.key) == ["k-1", "k-1"])
    }

    @Test(arguments: [
        ProblemCode.forbidden, .fourEyes, .conflict, .staleVersion, .contentChanged, .badValue, .notFound,
        .internalError, .partnerFailed,
    ])
    func `a refusal is given in the hub's words and not repeated`(_ code: ProblemCode) async throws {
        let rig = try Rig([AnsweringServer.problem(Problem(code, "you released it"))])
        guard case .failure(let failure) = await rig.client.perform(Self.approval) else {
            Issue.record("no failure")
            return
        }
        #expect(failure.status == code.status)
        #expect(failure.description == "\(code.title): you released it")
        #expect(failure.problem?.code == code)
        #expect(failure.mayHaveHappened == (code.status >= 500))
        #expect(rig.server.asked.count == 1)
    }

    @Test func `an answer that is no JSON is a failure with its status`() async throws {
        let rig = try Rig([.text(502, "<html>bad gateway</html>")])
        let failure = await rig.client.get("/people")
        #expect(throws: AdminFailure.self) { try failure.get() }
        if case .failure(let failure) = failure { #expect(failure.title == "The hub answered 502") }
    }

    @Test func `a hub that nobody listens for is said to be out of reach`() async throws {
        // A port that was free a moment ago.
        let (fd, port) = try Socket.listen(host: "127.0.0.1", port: 0)
        Socket.close(fd)
        let rig = try Rig([], port: port)
        guard case .failure(let failure) = await rig.client.get("/people") else {
            Issue.record("no failure")
            return
        }
        #expect(failure.status == nil)
        #expect(!failure.mayHaveHappened)
    }

    @Test func `reads name their route and encode their parameters`() async throws {
        let rig = try Rig([AnsweringServer.json(["items": []])])
        _ = try await rig.client.messages(session: "NL*FAS/S1", correlation: "a&b", limit: 5).get()
        _ = try await rig.client.timeline(session: "NL*FAS/S1").get()
        _ = try await rig.client.payoutLines("P-1").get()
        _ = try await rig.client.journals(source: "cdr:NL*FAS/C1").get()
        #expect(
            rig.server.asked.map(\.target) == [
                "/admin/v1/messages?session=NL%2AFAS%2FS1&correlation=a%26b&limit=5",
                "/admin/v1/sessions/NL%2AFAS%2FS1/timeline", "/admin/v1/payouts/P-1/lines",
                "/admin/v1/journals?source=cdr%3ANL%2AFAS%2FC1",
            ])
    }

    @Test func `keys do not repeat`() {
        #expect(Set((0..<1_000).map { _ in IdempotencyKey.random() }).count == 1_000)
    }
}
