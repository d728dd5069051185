import AdminAPI
import HTTPClient
import JSON

/// Why the hub did not give what was asked for, in words for a person.
public struct AdminFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nil when no answer came.
    public let status: Int?
    public let title: String
    public let detail: String
    /// The hub's own words, when it sent problem details.
    public let problem: Problem?
    /// An action may have been carried out although no answer says so; performing it again with its key tells.
    public internal(set) var mayHaveHappened: Bool

    public var description: String { detail.isEmpty ? title : "\(title): \(detail)" }

    init(_ error: HTTPClientError) {
        status = nil
        title = "The hub cannot be reached"
        detail = error.description
        problem = nil
        mayHaveHappened = error.requestMayHaveBeenSent
    }

    init(_ response: HTTPClientResponse) {
        status = response.status
        problem = Self.problem(in: response.body)
        title = problem?.title ?? "The hub answered \(response.status)"
        detail = problem?.detail ?? ""
        mayHaveHappened = response.status >= 500 && response.status != 503
    }

    init(unreadable reason: String, status: Int) {
        self.status = status
        title = "The hub's answer cannot be read"
        detail = reason
        problem = nil
        mayHaveHappened = true
    }

    private static func problem(in body: [UInt8]) -> Problem? {
        // A proxy's page is not problem details; then the status has to do.
        guard body.count <= 65_536, let value = try? JSON.parse(body), let reader = try? ObjectReader(value) else {
            return nil
        }
        return try? Problem(reader)
    }

    /// Whether sending the same again, with the same key, may succeed.
    var isWorthRepeating: Bool {
        switch status {
        case nil, 429, 503: true
        default: false
        }
    }
}
