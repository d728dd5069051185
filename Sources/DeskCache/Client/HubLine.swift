import AdminAPI
import HTTPClient
import HTTPMessage
import JSON

/// Where the hub is and how to ask it: every request of the desk is made here.
struct HubLine: Sendable {
    /// Scheme, host and port, without a slash at the end.
    let base: String
    private let authorization: String

    init(hub: String, token: String) {
        base = hub.last == "/" ? String(hub.dropLast()) : hub
        authorization = "Bearer \(token)"
    }

    /// `path` begins at the API's base or below it: `/admin/v1/me` and `/me` are the same.
    func request(_ method: HTTPMethod = .GET, _ path: String, deadline: Duration, body: JSONValue? = nil)
        -> HTTPClientRequest
    {
        let full = path.hasPrefix(RouteTable.base + "/") ? path : RouteTable.base + path
        var headers: HTTPFields = ["Authorization": authorization, "Accept": "application/json"]
        if body != nil { headers.append("Content-Type", "application/json") }
        return HTTPClientRequest(
            method: method, url: base + full, headers: headers, body: body?.serialized(), deadline: deadline,
            maxBody: Self.largest)
    }

    /// The JSON of a 2xx answer; anything else as a failure with words for a person.
    static func json(_ result: Result<HTTPClientResponse, HTTPClientError>) -> Result<JSONValue, AdminFailure> {
        switch result {
        case .failure(let error): return .failure(AdminFailure(error))
        case .success(let response):
            guard (200..<300).contains(response.status) else { return .failure(AdminFailure(response)) }
            do {
                return .success(try JSON.parse(response.body, limits: limits))
            } catch {
                return .failure(AdminFailure(unreadable: "\(error)", status: response.status))
            }
        }
    }

    /// A value of the contract out of a 2xx answer.
    static func value<Value: JSONConvertible>(_ result: Result<HTTPClientResponse, HTTPClientError>, as: Value.Type)
        -> Result<Value, AdminFailure>
    {
        json(result).flatMap { value($0) }
    }

    static func value<Value: JSONConvertible>(_ json: JSONValue, as: Value.Type = Value.self)
        -> Result<Value, AdminFailure>
    {
        do {
            return .success(try Value(try ObjectReader(json)))
        } catch {
            return .failure(AdminFailure(unreadable: "\(error)", status: 200))
        }
    }

    private static let largest = 32 << 20

    private static let limits: JSONLimits = {
        var limits = JSONLimits.standard
        limits.maxBytes = largest
        return limits
    }()
}
