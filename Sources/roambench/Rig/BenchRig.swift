import EventLoop
import Foundation
import HTTPClient
import HTTPMessage
import JSON
import OCPI
import Synchronization

/// A hub process with a CPO and a DP that trade: everything a session needs to be taken and passed on.
final class BenchRig {
    let folder: String
    let hub: HubProcess
    let stub: PartnerStub
    let client: HTTPClient
    let clientLoop: EventLoop
    /// With which the CPO calls the hub.
    let cpoToken: String

    init(hubProgram: String?, connections: Int, directory: String = NSTemporaryDirectory()) throws {
        folder = directory + "/roambench-\(getpid())"
        try FileManager.default.createDirectory(
            atPath: folder + "/hub", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        hub = try HubProcess(program: hubProgram, in: folder)
        stub = try PartnerStub(loop: try EventLoop(name: "stub"))
        clientLoop = try EventLoop(name: "client")
        clientLoop.start()
        var configuration = HTTPClientConfiguration()
        configuration.connectionsPerOrigin = connections
        client = HTTPClient(loop: clientLoop, configuration: configuration)
        try hub.start()
        let (hub, stub, client) = (hub, stub, client)
        try Self.onboard(hub.url, token: hub.token, stub.url, client)
        guard let token = stub.cpoToken else { throw HubProcess.Failure(description: "the handshake gave no token") }
        cpoToken = token
    }

    /// Default terms, then a registration of the hub at each side of the stub.
    private static func onboard(_ hub: String, token: String, _ stub: String, _ client: HTTPClient) throws {
        try act(
            client, hub, token, .PUT, "/agreements/default",
            [
                "modules": ["sessions", "cdrs"], "commission_bp": 400, "dp_share_bp": 800,
                "valid_from": "2026-01-01T00:00:00Z", "forbidden": false,
            ])
        for side in ["cpo", "dp"] {
            try act(
                client, hub, token, .POST, "/partners/register",
                [
                    "platform": .string("stub-\(side)"), "versions_url": .string("\(stub)/\(side)/versions"),
                    "token": .string(PartnerStub.token), "terms_accepted": true,
                ])
        }
    }

    private static func act(
        _ client: HTTPClient, _ hub: String, _ token: String, _ method: HTTPMethod, _ path: String, _ body: JSONValue
    ) throws {
        let request = HTTPClientRequest(
            method: method, url: hub + "/admin/v1" + path,
            headers: [
                "Authorization": "Bearer \(token)", "Idempotency-Key": UUID().uuidString,
                "Content-Type": "application/json",
            ], body: body.serialized())
        let response = try blocking { try await client.send(request) }
        guard (200..<300).contains(response.status) else {
            throw HubProcess.Failure(
                description:
                    "\(method.rawValue) \(path): HTTP \(response.status) \(String(decoding: response.body, as: UTF8.self))"
            )
        }
    }

    /// The headers of the CPO's messages, ids apart.
    var cpoHeaders: HTTPFields {
        [
            "Authorization": AuthorizationToken.header(cpoToken), "Content-Type": "application/json",
            "OCPI-from-country-code": PartnerStub.cpo.country, "OCPI-from-party-id": PartnerStub.cpo.party,
            "OCPI-to-country-code": PartnerStub.dp.country, "OCPI-to-party-id": PartnerStub.dp.party,
        ]
    }

    func sessionURL(_ id: String) -> String {
        "\(hub.url)/ocpi/2.2.1/receiver/sessions/\(PartnerStub.cpo.country)/\(PartnerStub.cpo.party)/\(id)"
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

/// Runs the body on a task and waits for it on this thread, which must not be a loop's.
func blocking<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) throws -> T {
    let result = Mutex<Result<T, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task {
        let outcome: Result<T, any Error>
        do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
        result.withLock { $0 = outcome }
        done.signal()
    }
    done.wait()
    guard let outcome = result.withLock({ $0 }) else { preconditionFailure("signalled after the result was set") }
    return try outcome.get()
}
