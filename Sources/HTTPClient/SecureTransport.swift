import EventLoop
import HTTPMessage

/// Carries `https` requests for a client that has one.
///
/// It stands apart because the one there is links the system's libcurl, and a program that is started many times a day
/// and speaks http to a hub or a local proxy should not load that (7 ms of start, 12 MB).
public protocol SecureTransport: Sendable {
    /// A request that has been checked; its headers hold no field of the connection and have a User-Agent.
    func call(for request: HTTPClientRequest, to url: URLReference) throws(HTTPClientError) -> any ClientCall
    /// Ends what is under way as `cancelled`; later calls fail the same way.
    func shutDown()
}

extension HTTPClientConfiguration {
    /// Makes the transport of one client; called once, with the client's loop and this configuration.
    public typealias SecureTransportMaker =
        @Sendable (_ loop: EventLoop, _ configuration: HTTPClientConfiguration) -> any SecureTransport
}
