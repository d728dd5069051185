import Roaming
import SQLite
import Testing

@testable import Hub

@Suite struct MessageStoreTests {
    private func message(
        _ direction: MessageRecord.Direction = .incoming, platform: Int64 = 1, correlation: String = "K1",
        cause: Int64? = nil, minute: Int64 = 1
    ) -> MessageRecord {
        MessageRecord(
            direction: direction, platformID: platform, fromParty: .fas, toParty: .emp, method: "PUT",
            path: "/ocpi/2.2.1/sessions/NL/FAS/S1", headers: "[[\"Authorization\",\"fp:0a1b2c3d\"]]",
            body: [0x7b, 0x20, 0x7d], requestID: "R1", correlationID: correlation, module: "sessions", objectID: "S1",
            sessionRef: "NL*FAS/S1", causeID: cause, at: .minute(minute))
    }

    private func answer(_ id: Int64, _ outcome: MessageAnswer.Outcome, latency: Int64 = 1500) -> MessageAnswer {
        MessageAnswer(
            messageID: id, httpStatus: 200, ocpiStatus: 1000, body: [1, 2], latencyMicroseconds: latency,
            outcome: outcome, at: .minute(2))
    }

    @Test func `a message is its bytes, and gets one answer`() throws {
        let store = try TemporaryStore()
        var message = message()
        message.id = try MessageStore.insert(store.db, message)
        #expect(try MessageStore.get(store.db, message.id) == StoredMessage(request: message, answer: nil))
        #expect(try MessageStore.unanswered(store.db, limit: 9) == [message])
        let answer = answer(message.id, .ok)
        try MessageStore.answer(store.db, answer)
        #expect(try MessageStore.get(store.db, message.id) == StoredMessage(request: message, answer: answer))
        #expect(try MessageStore.unanswered(store.db, limit: 9).isEmpty)
        let second = #expect(throws: SQLiteError.self) { try MessageStore.answer(store.db, answer) }
        #expect(second?.isDuplicate == true)
        #expect(throws: SQLiteError.self) { try MessageStore.answer(store.db, self.answer(99, .ok)) }
    }

    @Test(arguments: [
        "UPDATE message SET body = x''", "DELETE FROM message", "UPDATE message_answer SET outcome = 'ok'",
        "DELETE FROM message_answer", "INSERT OR REPLACE INTO message SELECT * FROM message",
        "INSERT OR REPLACE INTO message_answer SELECT * FROM message_answer",
    ]) func `what was said is never rewritten`(sql: String) throws {
        let store = try TemporaryStore()
        let id = try MessageStore.insert(store.db, message())
        try MessageStore.answer(store.db, answer(id, .maybe))
        #expect(throws: SQLiteError.self) { try store.db.run(sql) }
        #expect(try MessageStore.get(store.db, id)?.answer?.outcome == .maybe)
    }

    @Test func `messages are found by session, platform, party, correlation and outcome`() throws {
        let store = try TemporaryStore()
        let db = store.db
        let first = try MessageStore.insert(db, message())
        let second = try MessageStore.insert(db, message(.outgoing, platform: 2, cause: first))
        let third = try MessageStore.insert(db, message(correlation: "K2"))
        try MessageStore.answer(db, answer(second, .refused))
        func ids(_ filter: MessageFilter) throws -> [Int64] { try MessageStore.list(db, filter).map(\.id) }
        #expect(try ids(MessageFilter(session: "nl*fas/s1")) == [third, second, first])
        #expect(try ids(MessageFilter(platform: 2)) == [second])
        #expect(try ids(MessageFilter(correlationID: "K1", after: 0)) == [first, second])
        #expect(try ids(MessageFilter(party: .emp, limit: 1)) == [third])
        #expect(try ids(MessageFilter(party: .tnm)).isEmpty)
        #expect(try ids(MessageFilter(outcome: .refused)) == [second])
        let summary = try #require(try MessageStore.list(db, MessageFilter(platform: 2)).first)
        #expect(summary.causeID == first && summary.requestBytes == 3 && summary.ocpiStatus == 1000)
    }

    @Test func `traffic counts both ways and knows the slow end`() throws {
        let store = try TemporaryStore()
        for number in 1...20 {
            let id = try MessageStore.insert(store.db, message(.outgoing))
            try MessageStore.answer(store.db, answer(id, .ok, latency: Int64(number) * 1000))
        }
        for outcome in [MessageAnswer.Outcome.refused, .maybe, .timeout] {
            let id = try MessageStore.insert(store.db, message(.outgoing))
            try MessageStore.answer(store.db, answer(id, outcome))
        }
        _ = try MessageStore.insert(store.db, message(minute: 5))
        let traffic = try MessageStore.traffic(store.db, platform: 1, since: .minute(0))
        #expect(
            traffic
                == Traffic(
                    incoming: 1, outgoing: 23, refused: 1, maybe: 1, timeouts: 1, latencyMedian: 11, latency95: 20))
        #expect(try MessageStore.traffic(store.db, platform: 1, since: .minute(2)).outgoing == 0)
    }

    @Test func `a command waits for its result and is overdue after its time`() throws {
        let store = try TemporaryStore()
        var command = CommandRecord(
            id: "k1", command: "STOP_SESSION", requester: .emp, cpo: .fas, dp: .emp, sessionID: "NL*FAS/S1",
            state: .accepted, createdAt: .minute(1), timeoutAt: .minute(3), requestBody: [1])
        try CommandStore.insert(store.db, command)
        #expect(try CommandStore.overdue(store.db, at: .minute(2)).isEmpty)
        #expect(try CommandStore.overdue(store.db, at: .minute(3)) == [command])
        command.state = .result
        #expect(throws: SQLiteError.self) { try CommandStore.update(store.db, command) }
        command.result = "ACCEPTED"
        command.resultAt = .minute(4)
        try CommandStore.update(store.db, command)
        #expect(try CommandStore.get(store.db, "k1") == command)
        #expect(try CommandStore.list(store.db, session: "nl*fas/S1") == [command])
        #expect(try CommandStore.overdue(store.db, at: .minute(9)).isEmpty)
    }
}
