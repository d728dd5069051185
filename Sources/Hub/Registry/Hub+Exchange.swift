import Digest
import EventLoop
import HTTPClient
import HTTPMessage
import OCPI
import Roaming

extension Hub {
    /// Sends a request to a partner and logs both halves; the token is put on last, so that no record holds it.
    ///
    /// The request's row is on disk before the first byte leaves, so that a crash in between reads as "maybe".
    func exchange(_ request: PartnerRequest, with platformID: Int64, cause: Int64? = nil) async -> PartnerAnswer {
        let record = MessageLog.outgoing(request, platform: platformID, cause: cause, at: configuration.now())
        guard let id = try? await store.writer.write({ try MessageStore.insert($0, record) }) else {
            return .notDelivered("the hub's store refused the message: see the log")
        }
        let started = ContinuousClock.now
        let answer = await transmit(request, to: platformID)
        recordAnswer(of: id, answer, subject: request.subject, latency: ContinuousClock.now - started)
        return answer
    }

    /// Writes what became of an outgoing message; nothing waits for it, because a missing row reads as "maybe".
    func recordAnswer(of id: Int64, _ answer: PartnerAnswer, subject: MessageSubject, latency: Duration) {
        let row = MessageLog.answer(to: id, answer, subject: subject, latency: latency, at: configuration.now())
        store.writer.submit({ try MessageStore.answer($0, row) }, completion: logFailure("record a partner's answer"))
    }

    /// The exchange alone, without the log: for a caller that writes its rows together with others.
    func transmit(_ request: PartnerRequest, to platformID: Int64) async -> PartnerAnswer {
        guard let platform = registry.platforms[platformID], let token = platform.sendToken else {
            return .notDelivered("no credentials are exchanged with this partner")
        }
        return await transmit(
            request, token: token, encoding: platform.record.tokenEncoding == .raw ? .raw : .base64,
            about: platformID)
    }

    /// Sends with a given token, also one that is not (yet) the platform's own.
    func transmit(
        _ request: PartnerRequest, token: String, encoding: TokenEncoding, about platformID: Int64?
    ) async -> PartnerAnswer {
        var fields: HTTPFields = ["Accept": "application/json"]
        if request.body != nil { fields.set("Content-Type", "application/json") }
        request.routing.write(to: &fields)
        fields.set("Authorization", AuthorizationToken.header(token, encoding: encoding))
        let wire = HTTPClientRequest(
            method: request.method, url: request.url, headers: fields, body: request.body,
            deadline: configuration.partnerDeadline)
        let answer: PartnerAnswer
        do {
            answer = .answered(try await client.send(wire))
        } catch {
            answer = PartnerAnswer(error)
        }
        if let platformID { reached(platformID, answer) }
        return answer
    }

    /// A new pair of message ids; the correlation id is kept when the message serves another one.
    nonisolated func messageIDs(correlation: String? = nil) -> RoutingHeaders {
        RoutingHeaders(requestID: UniqueID.make(), correlationID: correlation ?? UniqueID.make())
    }

    /// A completion that says in the log what could not be written, without values.
    nonisolated func logFailure<T>(_ what: String) -> @Sendable (Result<T, any Error>) -> Void {
        { [log] result in
            if case .failure(let error) = result {
                log.error("could not \(what)", ["error": "\(error)"])
            }
        }
    }
}

/// Random version-4 UUIDs (RFC 9562), as OCPI advises for message ids.
enum UniqueID {
    static func make() -> String {
        var bytes = RandomBytes.bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    text[place] = UInt8(ascii: "-")
                    place += 1
                }
                for digit in [byte >> 4, byte & 0x0F] {
                    text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
                    place += 1
                }
            }
            return place
        }
    }
}
