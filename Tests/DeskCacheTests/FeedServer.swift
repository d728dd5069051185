import AdminAPI
import EventLoop
import HTTPMessage
import HTTPServer
import JSON
import Roaming
import Synchronization

/// A hub's feed over a real socket, with a store in memory and the faults a test asks for.
final class FeedServer: Sendable {
    struct Row {
        var seq: Int64
        var kind: Kind
        var id: String
        var resource: JSONValue?
    }

    struct Store {
        var epoch = "e1"
        var roles = ["noc"]
        var head: Int64 = 0
        var rows: [String: Row] = [:]
        var pageLimit = 500
        var token = "secret"
        /// Pages wait here while it is not nil.
        var heldPages: [@Sendable () -> Void]?
        var streams: [EventStream] = []
        var pagesAsked: [Int64] = []
        var intervals: [String] = []
    }

    let loop: EventLoop
    let port: UInt16
    private let server: HTTPServer
    let store: Shared

    /// The store behind a lock, which the server's handlers hold without holding the server.
    final class Shared: Sendable {
        let value = Mutex(Store())
    }

    var url: String { "http://127.0.0.1:\(port)" }

    init() throws {
        let loop = try EventLoop(name: "feed")
        let store = Shared()
        var router = Router()
        router.add(.GET, "/admin/v1/me") { request, responder in
            responder.respond(Self.authorised(request, store) { try Self.me(store).json })
        }
        router.add(.GET, "/admin/v1/changes") { request, responder in
            let answer: @Sendable () -> Void = {
                responder.respond(Self.authorised(request, store) { Self.page(request, store).json })
            }
            let isHeld = store.value.withLock { store in
                store.heldPages?.append(answer)
                return store.heldPages != nil
            }
            if !isHeld { answer() }
        }
        router.add(.GET, "/admin/v1/changes/stream") { request, responder in
            let stream = responder.startEventStream()
            store.value.withLock {
                $0.streams.append(stream)
                $0.intervals.append(request.queryValue("interval_ms") ?? "")
            }
            Self.ring(store, stream)
        }
        self.store = store
        self.loop = loop
        server = HTTPServer(loop: loop, configuration: HTTPServerConfiguration(), router: router)
        port = try server.listen()
        loop.start()
        Self.beat(loop, store)
    }

    func stop() async {
        await server.drain(deadline: .seconds(1))
        loop.stop()
    }

    // MARK: what tests change

    func put(_ resource: any Resource) {
        store.value.withLock { store in
            store.head += 1
            let kind = type(of: resource).kind
            store.rows["\(kind)/\(resource.id)"] = Row(
                seq: store.head, kind: kind, id: resource.id, resource: resource.json)
        }
    }

    func delete(_ kind: Kind, _ id: String) {
        store.value.withLock { store in
            store.head += 1
            store.rows["\(kind)/\(id)"] = Row(seq: store.head, kind: kind, id: id, resource: nil)
        }
    }

    /// Says on every open line how far the feed is.
    func ring() {
        for stream in store.value.withLock({ $0.streams }) { Self.ring(store, stream) }
    }

    func change(_ body: (inout Store) -> Void) { store.value.withLock { body(&$0) } }

    func holdPages() { change { $0.heldPages = [] } }

    func releasePages() {
        let held = store.value.withLock { store in
            defer { store.heldPages = nil }
            return store.heldPages ?? []
        }
        for answer in held { answer() }
    }

    var pagesAsked: [Int64] { store.value.withLock { $0.pagesAsked } }

    /// Everything a caller with these roles has to have in the end, by kind and id.
    var visible: [String: JSONValue] {
        store.value.withLock { store in
            store.rows.filter { Self.isVisible($0.value, store) }.compactMapValues(\.resource)
        }
    }

    // MARK: the hub's side

    private static func isVisible(_ row: Row, _ store: Store) -> Bool {
        !row.kind.readers.isDisjoint(with: Set(names: store.roles))
    }

    private static func me(_ store: Shared) throws -> Me {
        store.value.withLock { Fixtures.me(roles: $0.roles, epoch: $0.epoch) }
    }

    private static func page(_ request: HTTPRequest, _ store: Shared) -> ChangePage {
        store.value.withLock { store in
            let after = Int64(request.queryValue("after") ?? "") ?? 0
            let limit = min(Int(request.queryValue("limit") ?? "") ?? 100, store.pageLimit)
            store.pagesAsked.append(after)
            let found = store.rows.values.filter { $0.seq > after && isVisible($0, store) }.sorted { $0.seq < $1.seq }
            let changes = found.prefix(limit).map {
                Change(seq: $0.seq, kind: $0.kind, id: $0.id, resource: $0.resource)
            }
            return ChangePage(
                epoch: store.epoch, role: Set(names: store.roles).fingerprint, head: store.head, changes: changes,
                more: found.count > limit)
        }
    }

    private static func ring(_ store: Shared, _ stream: EventStream) {
        let bell = store.value.withLock {
            Doorbell(epoch: $0.epoch, role: Set(names: $0.roles).fingerprint, head: $0.head, now: Fixtures.noon)
        }
        stream.send(event: "head", data: String(decoding: bell.json.serialized(), as: UTF8.self))
    }

    private static func beat(_ loop: EventLoop, _ store: Shared) {
        loop.schedule(after: .milliseconds(500)) {
            for stream in store.value.withLock({ $0.streams }) { ring(store, stream) }
            beat(loop, store)
        }
    }

    private static func authorised(_ request: HTTPRequest, _ store: Shared, _ body: () throws -> JSONValue)
        -> HTTPResponse
    {
        let token = store.value.withLock { $0.token }
        guard request.headers.first("Authorization") == "Bearer \(token)", let json = try? body() else {
            let problem = Problem(.unauthorised, "the token is not known")
            return HTTPResponse(
                status: 401, headers: ["Content-Type": Problem.mediaType], body: problem.json.serialized())
        }
        return HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: json.serialized())
    }
}
