import HTTPClient
import HTTPMessage
import JSON
import OCPI
import Roaming

/// Makes the rows of the message log: the bytes as they came and went, secrets replaced by fingerprints.
enum MessageLog {
    /// The row of a request that a partner sent.
    static func incoming(
        _ request: HTTPRequest, platform: Int64?, routing: RoutingHeaders, subject: MessageSubject, at: Timestamp
    ) -> MessageRecord {
        MessageRecord(
            direction: .incoming, platformID: platform, fromParty: subject.from ?? routing.from,
            toParty: subject.to ?? routing.to, method: request.method.rawValue, path: request.target,
            headers: Redaction.headers(request.headers), body: body(request.body, of: subject),
            requestID: routing.requestID ?? "", correlationID: routing.correlationID ?? "",
            module: subject.module, objectID: subject.object, sessionRef: subject.session, causeID: nil, at: at)
    }

    /// The row of a request the hub is about to send; the token is put on afterwards and never seen here.
    static func outgoing(_ request: PartnerRequest, platform: Int64, cause: Int64?, at: Timestamp) -> MessageRecord {
        var fields = HTTPFields()
        request.routing.write(to: &fields)
        let subject = request.subject
        return MessageRecord(
            direction: .outgoing, platformID: platform, fromParty: subject.from ?? request.routing.from,
            toParty: subject.to ?? request.routing.to, method: request.method.rawValue, path: request.url,
            headers: Redaction.headers(fields), body: body(request.body ?? [], of: subject),
            requestID: request.routing.requestID ?? "", correlationID: request.routing.correlationID ?? "",
            module: subject.module, objectID: subject.object, sessionRef: subject.session, causeID: cause, at: at)
    }

    /// The row of the hub's answer to an incoming request.
    static func answer(
        to message: Int64, _ response: HTTPResponse, subject: MessageSubject, latency: Duration, at: Timestamp
    ) -> MessageAnswer {
        let status = ocpiStatus(response.body)
        let isOK = (200..<300).contains(response.status) && (status.map { (1000..<2000).contains($0) } ?? false)
        return MessageAnswer(
            messageID: message, httpStatus: response.status, ocpiStatus: status,
            headers: Redaction.headers(response.headers), body: body(response.body, of: subject),
            latencyMicroseconds: latency.microseconds, outcome: isOK ? .ok : (status == 4002 ? .timeout : .refused),
            detail: nil, at: at)
    }

    /// The row of what became of an outgoing request.
    static func answer(
        to message: Int64, _ answer: PartnerAnswer, subject: MessageSubject, latency: Duration, at: Timestamp
    ) -> MessageAnswer {
        var row = MessageAnswer(
            messageID: message, httpStatus: nil, ocpiStatus: nil, headers: "[]", body: [],
            latencyMicroseconds: latency.microseconds, outcome: .failed,
            detail: answer.isSuccess ? nil : answer.summary, at: at)
        switch answer {
        case .answered(let response):
            row.httpStatus = response.status
            row.ocpiStatus = ocpiStatus(response.body)
            row.headers = Redaction.headers(response.headers)
            row.body = body(response.body, of: subject)
            row.outcome = answer.isSuccess ? .ok : .refused
        case .notDelivered: row.outcome = .failed
        case .maybe: row.outcome = .maybe
        }
        return row
    }

    private static func body(_ bytes: [UInt8], of subject: MessageSubject) -> [UInt8] {
        subject.module == ModuleID.credentials.rawValue ? Redaction.credentialsBody(bytes) : bytes
    }

    private static func ocpiStatus(_ body: [UInt8]) -> Int? {
        // Not an envelope: the row keeps the bytes, which say so themselves.
        (try? Envelope(parsing: body))?.status.rawValue
    }
}

extension Duration {
    /// Whole microseconds, rounded down.
    var microseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
}
