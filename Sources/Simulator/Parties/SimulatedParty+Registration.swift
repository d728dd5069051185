import Digest
import HTTPClient
import HTTPMessage
import HTTPServer
import JSON
import OCPI

extension SimulatedParty {
    /// Registers, as often as it takes; a party that waits for the hub does nothing here.
    func register(resuming saved: SavedParty?) async {
        if let saved, await renew(saved) { return }
        guard case .sender(let tokenA) = plan.handshake else { return }
        while !Task.isCancelled {
            let token = RandomBytes.token(bytes: 24)
            desk.acceptedTokens.insert(token)
            do throws(Handshake.Failure) {
                let made = try await Handshake(client: client).exchange(
                    .POST, desk.credentials(token: token), at: hubVersionsURL, token: tokenA)
                registered(made, accepting: token, how: "sender")
                return
            } catch {
                desk.acceptedTokens.remove(token)
                report(.failed(plan.id, what: "registration", reason: error.reason))
                await loop.sleep(for: .seconds(2))
            }
        }
    }

    /// After a restart: the hub knows us, and learns our new address and token by a PUT.
    private func renew(_ saved: SavedParty) async -> Bool {
        let token = RandomBytes.token(bytes: 24)
        desk.acceptedTokens = [token, saved.tokenWeAccept]
        do throws(Handshake.Failure) {
            let made = try await Handshake(client: client).exchange(
                .PUT, desk.credentials(token: token), at: saved.hubVersionsURL, token: saved.tokenWeSend)
            registered(made, accepting: token, how: "resumed")
            return true
        } catch {
            desk.acceptedTokens = []
            report(.failed(plan.id, what: "resumption", reason: error.reason))
            return false
        }
    }

    /// The hub registers at us, or renews: fetch its endpoints with its token, then give it ours.
    private func takeCredentials(_ request: HTTPRequest) async -> Reply {
        let isRegistered = connection != nil
        if request.method == .POST, isRegistered { return .notAllowed }
        if request.method == .PUT, !isRegistered { return .notAllowed }
        do {
            let theirs = try V221.Credentials(try PartyDesk.body(request))
            let details = try await Handshake(client: client).discover(theirs.url, token: theirs.token)
            let token = RandomBytes.token(bytes: 24)
            let old = desk.acceptedTokens
            desk.acceptedTokens.insert(token)
            desk.registrationToken = nil
            registered(Handshake.connection(theirs, details), accepting: token, how: "receiver")
            // The old token works until the new one has had time to arrive.
            tasks.append(
                Task {
                    await loop.sleep(for: .seconds(5))
                    desk.acceptedTokens.subtract(old)
                })
            return .ok(desk.credentials(token: token).json)
        } catch let error as FieldError {
            return .refused(.invalidParameters, "\(error)")
        } catch {
            return .refused(.clientAPIUnusable, "\(error)")
        }
    }

    /// GET, POST, PUT and DELETE of our credentials, by the hub.
    func handleCredentials(_ request: HTTPRequest, _ responder: HTTPResponder) {
        switch request.method {
        case .POST, .PUT:
            tasks.append(
                Task {
                    let reply = await takeCredentials(request)
                    respond(reply, to: request, responder)
                })
        case .GET:
            let credentials = tokenWeAccept.map { desk.credentials(token: $0).json }
            respond(credentials.map { .ok($0) } ?? .notAllowed, to: request, responder)
        case .DELETE where connection != nil:
            connection = nil
            desk.acceptedTokens = []
            respond(.ok(), to: request, responder)
        default:
            respond(.notAllowed, to: request, responder)
        }
    }
}
