import AdminAPI
import EventLoop
import HTTPClient
import HTTPMessage
import JSON

/// Requests to the hub outside the feed: actions, and what is fetched on demand.
///
/// Completions are called once, on the loop.
public final class AdminClient: Sendable {
    private let line: HubLine
    private let client: HTTPClient
    private let loop: EventLoop

    /// A stop waits for a partner, so an action's answer may take the hub's own deadline and a little more.
    private static let actionDeadline = Duration.seconds(20)
    private static let readDeadline = Duration.seconds(10)
    /// Waits between the attempts of one action.
    static let pauses: [Duration] = [.milliseconds(200), .seconds(1), .seconds(3)]

    public init(hub: String, token: String, client: HTTPClient, loop: EventLoop) {
        line = HubLine(hub: hub, token: token)
        self.client = client
        self.loop = loop
    }

    /// `path` with its query, from the API's base or below it.
    public func get(_ path: String, completion: @escaping @Sendable (Result<JSONValue, AdminFailure>) -> Void) {
        client.send(line.request(.GET, path, deadline: Self.readDeadline)) { completion(HubLine.json($0)) }
    }

    /// Sends an action, again with the same key when the line broke or the hub was busy, up to four times in all.
    public func perform(
        _ action: PreparedAction, completion: @escaping @Sendable (Result<ActionAnswer, AdminFailure>) -> Void
    ) {
        attempt(action, number: 0, wasSent: false, completion)
    }

    private func attempt(
        _ action: PreparedAction, number: Int, wasSent: Bool,
        _ completion: @escaping @Sendable (Result<ActionAnswer, AdminFailure>) -> Void
    ) {
        var request = line.request(action.method, action.path, deadline: Self.actionDeadline, body: action.body)
        request.headers.append("Idempotency-Key", action.idempotencyKey)
        if let version = action.ifMatch {
            request.headers.append("If-Match", EntityTag(version: version).description)
        }
        client.send(request) { [self] response in
            switch HubLine.value(response, as: ActionAnswer.self) {
            case .success(let answer): completion(.success(answer))
            case .failure(var failure):
                let sent = wasSent || failure.mayHaveHappened
                guard failure.isWorthRepeating, number < Self.pauses.count else {
                    // A refusal answers for every attempt; silence leaves open what an earlier one did.
                    if failure.isWorthRepeating { failure.mayHaveHappened = sent }
                    return completion(.failure(failure))
                }
                loop.schedule(after: Self.pauses[number]) { [self] in
                    attempt(action, number: number + 1, wasSent: sent, completion)
                }
            }
        }
    }
}

extension AdminClient {
    public func get(_ path: String) async -> Result<JSONValue, AdminFailure> {
        await withCheckedContinuation { continuation in get(path) { continuation.resume(returning: $0) } }
    }

    public func perform(_ action: PreparedAction) async -> Result<ActionAnswer, AdminFailure> {
        await withCheckedContinuation { continuation in perform(action) { continuation.resume(returning: $0) } }
    }

    /// A value of the contract.
    public func get<Value: JSONConvertible>(_ path: String, as type: Value.Type) async -> Result<Value, AdminFailure> {
        await get(path).flatMap { HubLine.value($0) }
    }
}
