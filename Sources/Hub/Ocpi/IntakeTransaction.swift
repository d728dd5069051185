import HTTPMessage
import JSON
import OCPI
import Roaming
import SQLite

/// One functional-module request inside its savepoint: decided, logged, stored, its onward messages written.
///
/// Runs on the store's writer thread on values only. A refusal leaves the message and its reason in the log and
/// nothing else.
struct IntakeTransaction: Sendable {
    let arrival: Arrival
    let question: RoutingRequest
    let registry: Registry
    let hub: PartyID
    let addresses: OCPIAddresses
    let now: Timestamp

    func run(_ db: Connection) throws -> Intake {
        let directory = HubDirectory(registry: registry, hub: hub, now: now, db: db)
        let decision = try Switchboard.decide(question, in: directory)
        var subject = self.subject(decision)
        subject.from = decision.from ?? arrival.routing.from
        let row = MessageLog.incoming(
            arrival.request, platform: arrival.caller.platformID, routing: arrival.routing, subject: subject, at: now)
        let message = try MessageStore.insert(db, row)
        var intake = Intake(message: message, subject: subject, decision: decision)
        if case .refuse(let refusal) = decision.routing {
            intake.answer = refusal.answer
            return intake
        }
        do {
            try db.savepoint { try act(&intake, decision, db) }
        } catch let refusal as Refusal {
            intake = Intake(message: message, subject: subject, decision: decision, answer: refusal.answer)
        } catch let error as FieldError {
            intake = Intake(message: message, subject: subject, decision: decision, answer: .refused(error))
        }
        return intake
    }

    private func act(_ intake: inout Intake, _ decision: Decision, _ db: Connection) throws {
        guard let shape = decision.shape, let from = decision.from else { return }
        switch decision.routing {
        case .refuse, .configuration:
            break
        case .forward(let onward):
            if shape == .newCDR { return try takeCDR(&intake, from, onward.party, db) }
            try takeObject(shape, isShared: false, db)
            intake.endsSession = isEndOfSession
            try prepare([onward], shape, from, &intake, db)
        case .openRoute(let onwards):
            try prepare(onwards, shape, from, &intake, db)
        case .broadcast(let onwards, _):
            let outcome = try takeObject(shape, isShared: true, db)
            intake.answer = OCPIAnswer(http: outcome == .created ? 201 : 200)
            try prepare(onwards, shape, from, &intake, db)
        case .answerFromStore(let query):
            intake.answer = try StoreAnswer(
                db: db, registry: registry, now: now, request: arrival.request, addresses: addresses,
                interface: question.interface
            ).answer(query)
        case .callback(let callback, let headers):
            try takeResult(callback, headers, &intake, db)
        }
    }

    /// Objects that are pushed through the hub are stored too: the console shows them, GET All answers with them.
    @discardableResult
    private func takeObject(_ shape: RequestShape, isShared: Bool, _ db: Connection) throws -> ObjectIntake.Outcome {
        guard case .ownedObject(let owner, let ids) = shape, question.method != "GET" else { return .updated }
        let intake = ObjectIntake(db: db, now: now, isShared: isShared)
        return try intake.take(question, owner: owner, ids: ids, raw: arrival.request.body)
    }

    private var isEndOfSession: Bool {
        guard question.module == .sessions, case .object(let body)? = question.body,
            case .string(let status)? = body["status"]
        else { return false }
        return V221.SessionStatus(rawValue: status)?.isFinal ?? false
    }

    // MARK: Onward messages

    private func prepare(
        _ onwards: [Onward], _ shape: RequestShape, _ from: PartyID, _ intake: inout Intake, _ db: Connection
    ) throws {
        for onward in onwards {
            guard let platformID = Int64(onward.platform),
                let url = registry.platforms[platformID]?.url(of: onward.module, onward.interface)
            else { continue }
            var body: [UInt8]? = arrival.request.body.isEmpty ? nil : arrival.request.body
            var query = question.query
            switch shape {
            case .command(let type):
                let (rewritten, uid) = try replaceResponseURL(from, onward, db)
                body = rewritten
                try insertCommand(uid, type, from, onward, intake.message, db)
                intake.command = uid
            case .chargingProfile where question.method == "PUT" && question.interface == .receiver:
                body = try replaceResponseURL(from, onward, db).body
            case .chargingProfile where question.interface == .receiver:
                query = try replaceResponseURL(in: query, from, onward, db)
            default: break
            }
            var routing = onward.headers
            routing.requestID = UniqueID.make()
            routing.correlationID = arrival.routing.correlationID
            let path = onward.module == .commands ? question.path.map { $0.uppercased() } : question.path
            var subject = intake.subject
            (subject.from, subject.to) = (routing.from, onward.party)
            let request = PartnerRequest(
                method: arrival.request.method, url: EndpointURL.join(url, path, query: query), routing: routing,
                body: body, subject: subject)
            let row = MessageLog.outgoing(request, platform: platformID, cause: intake.message, at: now)
            intake.outgoing.append(
                Outgoing(
                    message: try MessageStore.insert(db, row), platformID: platformID, party: onward.party,
                    request: request))
        }
    }

    /// A URL of the requester's, kept; the hub's own goes out in its place, since nobody behind the hub can call the
    /// other side.
    private func map(_ url: String, _ from: PartyID, _ onward: Onward, _ db: Connection) throws -> (
        uid: String, url: String
    ) {
        guard URLReference(url) != nil else {
            throw FieldError(field: "response_url", rule: "must be an http or https URL", value: String(url.prefix(60)))
        }
        let uid = UniqueID.make()
        try URLMapStore.put(
            db,
            URLMapping(
                uid: uid, originalURL: url, kind: .response, platformID: arrival.caller.platformID,
                objectID: "\(from)>\(onward.party)", createdAt: now, expiresAt: now + .seconds(30 * 86_400)))
        return (uid, addresses.module(onward.module, .sender) + uid)
    }

    private func replaceResponseURL(
        _ from: PartyID, _ onward: Onward, _ db: Connection
    ) throws -> (body: [UInt8], uid: String) {
        guard case .object(var object)? = question.body else {
            throw FieldError(field: "", rule: "must be a JSON object", value: nil)
        }
        let url = try ObjectReader(.object(object)).string("response_url")
        let mapped = try map(url, from, onward, db)
        object["response_url"] = .string(mapped.url)
        return (JSONValue.object(object).serialized(), mapped.uid)
    }

    private func replaceResponseURL(
        in query: [(name: String, value: String)], _ from: PartyID, _ onward: Onward, _ db: Connection
    ) throws -> [(name: String, value: String)] {
        try query.map { item in
            guard item.name == "response_url" else { return item }
            return (item.name, try map(item.value, from, onward, db).url)
        }
    }

    private func insertCommand(
        _ uid: String, _ type: V221.CommandType, _ from: PartyID, _ onward: Onward, _ message: Int64, _ db: Connection
    ) throws {
        let command = try V221.Command(type, ObjectReader(question.body ?? .null))
        var session: String?
        if case .stopSession(let id, _) = command { session = "\(onward.party)/\(id)" }
        try CommandStore.insert(
            db,
            CommandRecord(
                id: uid, command: type.rawValue, requester: from, cpo: onward.party, dp: from, sessionID: session,
                state: .sent, createdAt: now, timeoutAt: now + .seconds(120), requestBody: arrival.request.body,
                messageID: message))
        try Feed.touch(db, .command, id: uid, at: now)
    }

    /// The asynchronous result of a command: recorded, and posted to whoever asked.
    private func takeResult(
        _ callback: Callback, _ headers: RoutingHeaders, _ intake: inout Intake, _ db: Connection
    ) throws {
        guard case .result(let uid)? = intake.decision.shape else { return }
        intake.answer = OCPIAnswer()
        if var command = try CommandStore.get(db, uid) {
            let result = try V221.CommandResult(ObjectReader(question.body ?? .null))
            // The first result stands; a repeated one is answered alike and changes nothing.
            if command.state != .result {
                command.state = .result
                command.result = result.result.rawValue
                command.resultAt = now
                try CommandStore.update(db, command)
                try Feed.touch(db, .command, id: uid, at: now)
            }
        }
        guard callback.requester != hub, let platformID = Int64(callback.platform) else { return }
        var routing = headers
        routing.requestID = UniqueID.make()
        routing.correlationID = arrival.routing.correlationID
        var subject = intake.subject
        (subject.from, subject.to) = (routing.from, routing.to)
        let request = PartnerRequest(
            method: .POST, url: callback.url, routing: routing, body: arrival.request.body, subject: subject)
        let row = MessageLog.outgoing(request, platform: platformID, cause: intake.message, at: now)
        intake.outgoing.append(
            Outgoing(
                message: try MessageStore.insert(db, row), platformID: platformID, party: callback.requester,
                request: request))
    }

    // MARK: CDRs

    /// The hub accepts a CDR as the clearing party; what it says to the CPO does not depend on the DP.
    private func takeCDR(_ intake: inout Intake, _ cpo: PartyID, _ dp: PartyID, _ db: Connection) throws {
        let cdr = try V221.CDR(ObjectReader(question.body ?? .null))
        let cleared: ClearedCDR
        do {
            cleared = try CDRClearing.accept(
                db,
                IncomingCDR(cdr: cdr, raw: arrival.request.body, messageID: intake.message, sender: cpo, addressee: dp),
                at: now)
        } catch let refusal as CDRRefusal {
            throw Refusal.ocpi(.invalidParameters, refusal.description)
        }
        intake.answer = OCPIAnswer(http: cleared.isReplay ? 200 : 201, headers: ["Location": location(of: cdr)])
        // Clearing has written the delivery; that of a CDR on hold waits until it is accepted.
        if !cleared.isReplay, cleared.state.state != .held { intake.deliver = cleared.rowID }
    }

    private func location(of cdr: V221.CDR) -> String {
        addresses.module(.cdrs, .receiver) + PercentCoding.encodeSegment(cdr.id)
    }

    // MARK: What it is about

    private func subject(_ decision: Decision) -> MessageSubject {
        var subject = MessageSubject(module: question.module.rawValue)
        subject.to = arrival.routing.to
        guard let shape = decision.shape else { return subject }
        switch shape {
        case .ownedObject(let owner, let ids):
            subject.object = "\(owner)/\(ids.joined(separator: "/"))"
            if question.module == .sessions { subject.session = subject.object }
        case .newCDR:
            guard case .object(let cdr)? = question.body, let from = decision.from else { break }
            if case .string(let id)? = cdr["id"] { subject.object = "\(from)/\(id)" }
            if case .string(let id)? = cdr["session_id"] { subject.session = "\(from)/\(id)" }
        case .authorize(let uid): subject.object = "token ··\(uid.suffix(4))"
        case .command(let type):
            subject.object = type.rawValue
            if case .object(let body)? = question.body, case .string(let id)? = body["session_id"],
                case .forward(let onward) = decision.routing
            {
                subject.session = "\(onward.party)/\(id)"
            }
        case .chargingPreferences(let id), .chargingProfile(let id):
            if case .forward(let onward) = decision.routing { subject.session = "\(onward.party)/\(id)" }
        case .result(let uid): subject.object = uid
        case .objectByID(let ids): subject.object = ids.joined(separator: "/")
        case .storedCDR(let id): subject.object = id
        case .list: break
        }
        return subject
    }
}

extension Refusal {
    var answer: OCPIAnswer { OCPIAnswer(http: httpStatus, status: status, message: message) }
}
