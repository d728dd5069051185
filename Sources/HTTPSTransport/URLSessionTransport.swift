import EventLoop
import Foundation
import FoundationNetworking
import Glibc
import HTTPClient
import HTTPMessage
import Synchronization

/// `https` by URLSession, that is by the system's libcurl and its certificates. The only file that knows either.
///
/// The session is made for the first request. Its weaknesses are covered here: it has no resource time-out, so the
/// loop keeps the deadline; it has no limit on a body, so bytes are counted; it would follow redirects and decode
/// bodies, so both are refused.
public final class URLSessionTransport: SecureTransport {
    private struct State {
        var session: URLSession?
        var isShutDown = false
    }

    private let loop: EventLoop
    private let configuration: HTTPClientConfiguration
    private let delegate = SecureDelegate()
    private let state = Mutex(State())

    public init(loop: EventLoop, configuration: HTTPClientConfiguration) {
        self.loop = loop
        self.configuration = configuration
    }

    /// What `HTTPClientConfiguration.secureTransport` takes.
    public static let maker: HTTPClientConfiguration.SecureTransportMaker = {
        URLSessionTransport(loop: $0, configuration: $1)
    }

    public func call(for request: HTTPClientRequest, to url: URLReference) throws(HTTPClientError) -> any ClientCall {
        guard let foundationURL = URL(string: url.description) else { throw .badURL }
        var message = URLRequest(url: foundationURL)
        message.httpMethod = request.method.rawValue
        message.httpBody = request.body.map { Data($0) }
        for field in request.headers { message.addValue(field.value, forHTTPHeaderField: field.name) }
        message.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        return SecureCall(transport: self, message: message, request: request, host: url.host, loop: loop)
    }

    public func shutDown() {
        let session = state.withLock { state in
            state.isShutDown = true
            defer { state.session = nil }
            return state.session
        }
        session?.invalidateAndCancel()
    }

    /// Nil after the shutdown.
    func task(_ message: URLRequest, for exchange: SecureExchange) -> URLSessionDataTask? {
        let session = state.withLock { state in
            if state.session == nil, !state.isShutDown { state.session = makeSession() }
            return state.session
        }
        guard let task = session?.dataTask(with: message) else { return nil }
        delegate.add(exchange, for: task)
        return task
    }

    private func makeSession() -> URLSession {
        Self.keepLoopbackFromProxies()
        let settings = URLSessionConfiguration.ephemeral
        settings.httpCookieStorage = nil
        settings.httpShouldSetCookies = false
        settings.urlCache = nil
        settings.urlCredentialStorage = nil
        settings.httpMaximumConnectionsPerHost = configuration.connectionsPerOrigin
        return URLSession(configuration: settings, delegate: delegate, delegateQueue: nil)
    }

    /// libcurl takes proxies from the environment, and so must be told there that this machine is not behind one.
    private static func keepLoopbackFromProxies() {
        for name in ["no_proxy", "NO_PROXY"] {
            let listed = getenv(name).map { String(cString: $0) } ?? ""
            if listed == "*" { continue }
            let own = "localhost,127.0.0.1,::1"
            setenv(name, listed.isEmpty ? own : "\(listed),\(own)", 1)
        }
    }
}

/// One https request.
struct SecureCall: ClientCall {
    private let transport: URLSessionTransport
    private let message: URLRequest
    private let exchange: SecureExchange

    init(
        transport: URLSessionTransport, message: URLRequest, request: HTTPClientRequest, host: String, loop: EventLoop
    ) {
        self.transport = transport
        self.message = message
        exchange = SecureExchange(request: request, host: host, loop: loop)
    }

    func start(_ completion: @escaping @Sendable (Result<HTTPClientResponse, HTTPClientError>) -> Void) {
        exchange.start(transport.task(message, for: exchange), completion)
    }

    func cancel() { exchange.end(.failure(.cancelled(requestMayHaveBeenSent: true))) }
}

/// The state of one https request, shared by the session's queue and the loop.
final class SecureExchange: Sendable {
    private struct State {
        var completion: (@Sendable (Result<HTTPClientResponse, HTTPClientError>) -> Void)?
        var task: URLSessionDataTask?
        var timer: EventLoopTimer?
        var response = HTTPClientResponse(status: 0)
        var isEnded = false
    }

    private let request: HTTPClientRequest
    private let host: String
    private let loop: EventLoop
    private let state = Mutex(State())

    init(request: HTTPClientRequest, host: String, loop: EventLoop) {
        self.request = request
        self.host = host
        self.loop = loop
    }

    func start(
        _ task: URLSessionDataTask?,
        _ completion: @escaping @Sendable (Result<HTTPClientResponse, HTTPClientError>) -> Void
    ) {
        let timer = loop.schedule(after: request.deadline) { [self] in
            // libcurl does not say how far it came.
            end(.failure(.timeout(.answer, requestMayHaveBeenSent: true)))
        }
        let begins = state.withLock { state in
            guard !state.isEnded, task != nil else { return false }
            (state.completion, state.task, state.timer) = (completion, task, timer)
            return true
        }
        if begins {
            task?.resume()
        } else {
            timer.cancel()
            task?.cancel()
            loop.execute { completion(.failure(.cancelled(requestMayHaveBeenSent: false))) }
        }
    }

    func end(_ result: Result<HTTPClientResponse, HTTPClientError>) {
        let ended = state.withLock { state in
            defer { state = State(isEnded: true) }
            return state
        }
        ended.timer?.cancel()
        ended.task?.cancel()
        if let completion = ended.completion { loop.execute { completion(result) } }
    }

    /// False when the answer is over a limit; the exchange has then ended.
    func take(_ head: HTTPURLResponse) -> Bool {
        var headers = HTTPFields()
        for (name, value) in head.allHeaderFields {
            if let name = name as? String, let value = value as? String { headers.append(name, value) }
        }
        state.withLock { $0.response = HTTPClientResponse(status: head.statusCode, headers: headers) }
        if head.expectedContentLength > Int64(request.maxBody), request.method != .HEAD {
            end(.failure(.tooLarge(limit: request.maxBody)))
            return false
        }
        return true
    }

    func take(_ data: Data) {
        let isTooLarge = state.withLock { state in
            if state.isEnded { return false }
            state.response.body.append(contentsOf: data)
            return state.response.body.count > request.maxBody
        }
        if isTooLarge { end(.failure(.tooLarge(limit: request.maxBody))) }
    }

    func finish(_ error: (any Error)?) {
        if let error { return end(.failure(Self.meaning(of: error, host: host))) }
        end(.success(state.withLock { $0.response }))
    }

    private static func meaning(of error: any Error, host: String) -> HTTPClientError {
        guard let error = error as? URLError else { return .closed(requestMayHaveBeenSent: true) }
        switch error.code {
        case .cannotFindHost, .dnsLookupFailed: return .resolve(host: host)
        case .cannotConnectToHost: return .connect(errno: ECONNREFUSED)
        case .timedOut: return .timeout(.answer, requestMayHaveBeenSent: true)
        case .cancelled: return .cancelled(requestMayHaveBeenSent: true)
        case .badServerResponse, .cannotParseResponse: return .malformed("libcurl could not read the answer")
        default:
            let text = error.localizedDescription
            // The library has codes for these and does not use them: only its text tells.
            let isTLS = ["SSL", "TLS", "certificate"].contains { text.contains($0) }
            return isTLS ? .tls(text) : .closed(requestMayHaveBeenSent: true)
        }
    }
}

/// Passes the session's callbacks to the exchange they belong to.
final class SecureDelegate: NSObject, URLSessionDataDelegate {
    private let exchanges = Mutex<[Int: SecureExchange]>([:])

    func add(_ exchange: SecureExchange, for task: URLSessionTask) {
        exchanges.withLock { $0[task.taskIdentifier] = exchange }
    }

    private func exchange(of task: URLSessionTask) -> SecureExchange? {
        exchanges.withLock { $0[task.taskIdentifier] }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        guard let head = response as? HTTPURLResponse, let exchange = exchange(of: dataTask), exchange.take(head)
        else { return completionHandler(.cancel) }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        exchange(of: dataTask)?.take(data)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        exchanges.withLock { $0.removeValue(forKey: task.taskIdentifier) }?.finish(error)
    }
}
