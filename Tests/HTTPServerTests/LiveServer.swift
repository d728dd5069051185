import EventLoop
import HTTPMessage

@testable import HTTPServer

/// A server on a loop of its own, on a free port of the loopback.
final class LiveServer: Sendable {
    let loop: EventLoop
    let server: HTTPServer
    let port: UInt16

    init(_ configuration: HTTPServerConfiguration = .patient, router: Router = .forTests) throws {
        loop = try EventLoop(name: "test")
        server = HTTPServer(loop: loop, configuration: configuration, router: router)
        port = try server.listen()
        loop.start()
    }

    func connect() -> RawClient { RawClient(port: port) }

    func stop() async {
        await server.drain(deadline: .zero)
        loop.stop()
        loop.join()
    }
}

extension HTTPServerConfiguration {
    /// For tests of anything but time: theirs may come late on a busy machine, and must not be cut short for it.
    static var patient: HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration()
        configuration.headTimeout = .seconds(600)
        configuration.bodyTimeout = .seconds(600)
        configuration.bodyGrace = .seconds(600)
        configuration.handlerTimeout = .seconds(600)
        configuration.writeTimeout = .seconds(600)
        configuration.idleTimeout = .seconds(600)
        configuration.lingerTimeout = .seconds(600)
        return configuration
    }
}

extension Router {
    /// Answers name the method, the path's segments and the body.
    static let forTests: Router = {
        var router = Router()
        let echo: HTTPHandler = { request, responder in
            responder.respond(testAnswer(request))
        }
        router.add(.GET, "/healthz", echo)
        router.add(.GET, "/", echo)
        router.add(.POST, "/r", echo)
        router.add(.PUT, "/items/{id}", echo)
        router.add(.GET, "/items/{id}", echo)
        router.add(.POST, "/small", bodyLimit: 8, echo)
        router.add(.POST, "/length", requiresLength: true, echo)
        return router
    }()
}

func testAnswer(_ request: HTTPRequest) -> HTTPResponse {
    let body = "\(request.method) \(request.path) \(String(decoding: request.body, as: UTF8.self))"
    return HTTPResponse(status: 200, headers: ["Content-Type": "text/plain"], body: Array(body.utf8))
}
