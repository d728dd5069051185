import HTTPClient
import HTTPMessage
import JSON
import OCPI
import Roaming

/// Our side of a registration at the hub. Source: OCPI 2.2.1, credentials, "Registration".
struct Handshake: Sendable {
    /// Why it did not come about; a sentence without secrets. `httpStatus` is the hub's, when it answered.
    struct Failure: Error, CustomStringConvertible {
        let reason: String
        var httpStatus: Int?

        var description: String { reason }
    }

    let client: HTTPClient

    /// The hub's endpoints of version 2.2.1.
    func discover(_ versionsURL: String, token: String) async throws(Failure) -> V221.VersionDetails {
        guard case .array(let list)? = try await call(.GET, versionsURL, token: token) else {
            throw Failure(reason: "the hub's versions are not a list")
        }
        let versions = list.compactMap { try? V221.Version(ObjectReader($0)) }
        guard let version = versions.first(where: { $0.version == .v221 }) else {
            throw Failure(reason: "the hub does not speak 2.2.1")
        }
        let details = try await call(.GET, version.url, token: token)
        do throws(FieldError) {
            return try V221.VersionDetails(try ObjectReader(details ?? .null, at: "data"))
        } catch {
            throw Failure(reason: "the hub's version details: \(error)")
        }
    }

    /// Gives the hub our credentials and takes its own.
    ///
    /// - Parameters:
    ///   - method: POST to register, PUT to renew.
    ///   - token: the one the hub accepts until now.
    func exchange(
        _ method: HTTPMethod, _ own: V221.Credentials, at versionsURL: String, token: String
    ) async throws(Failure) -> HubConnection {
        let details = try await discover(versionsURL, token: token)
        guard let url = details.credentialsURL else { throw Failure(reason: "the hub lists no credentials endpoint") }
        let answer = try await call(method, url, token: token, body: own.json)
        do throws(FieldError) {
            let credentials = try V221.Credentials(try ObjectReader(answer ?? .null, at: "data"))
            return Self.connection(credentials, details)
        } catch {
            throw Failure(reason: "the hub's credentials: \(error)")
        }
    }

    static func connection(_ credentials: V221.Credentials, _ details: V221.VersionDetails) -> HubConnection {
        let hub = credentials.roles.first { $0.role == .hub } ?? credentials.roles[0]
        return HubConnection(
            token: credentials.token, versionsURL: credentials.url, details: details, hub: hub.party)
    }

    private func call(
        _ method: HTTPMethod, _ url: String, token: String, body: JSONValue? = nil
    ) async throws(Failure) -> JSONValue? {
        var headers: HTTPFields = ["Authorization": AuthorizationToken.header(token), "Accept": "application/json"]
        if body != nil { headers.set("Content-Type", "application/json") }
        RoutingHeaders(requestID: MessageID.make(), correlationID: MessageID.make()).write(to: &headers)
        let request = HTTPClientRequest(
            method: method, url: url, headers: headers, body: body?.serialized(), deadline: .seconds(20))
        do {
            let response = try await client.send(request)
            let envelope = try Envelope(parsing: response.body)
            guard (200...299).contains(response.status), envelope.status.isSuccess else {
                throw Failure(
                    reason:
                        "\(method) \(url): HTTP \(response.status), OCPI \(envelope.status) \(envelope.message ?? "")",
                    httpStatus: response.status)
            }
            return envelope.data
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(reason: "\(method) \(url): \(error)")
        }
    }
}
