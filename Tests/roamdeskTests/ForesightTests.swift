import Desk
import Terminal
import Testing

@testable import roamdesk

struct ForesightTests {
    private let foresight = Foresight()
    private let questions: [Effect] = [.overview]
    private let answer = DeskEvent.notice("answered")

    @Test func `answers to the questions that are asked are used`() throws {
        foresight.expect(questions)
        let (expected, answered) = try #require(foresight.changed())
        #expect(expected == questions)
        #expect(foresight.events(answered([answer]), for: questions)?.count == 1)
    }

    @Test func `answers to other questions are not`() throws {
        foresight.expect(questions)
        let (_, answered) = try #require(foresight.changed())
        #expect(foresight.events(answered([answer]), for: [.overview, .bell]) == nil)
        #expect(foresight.events(nil, for: questions) == nil)
    }

    @Test func `answers from before the latest change are not`() throws {
        foresight.expect(questions)
        let (_, answered) = try #require(foresight.changed())
        #expect(foresight.changed() == nil)
        #expect(foresight.events(answered([answer]), for: questions) == nil)
    }

    @Test func `questions are handed out once, and none when none are expected`() {
        #expect(foresight.changed() == nil)
        foresight.expect(questions)
        #expect(foresight.changed() != nil)
        #expect(foresight.changed() == nil)
    }

    @Test func `the inbox hands foreseen answers over with their change`() throws {
        foresight.expect(questions)
        let (_, answered) = try #require(foresight.changed())
        let waker = try Waker()
        let inbox = Inbox(waker: waker)
        inbox.post(.changed([.session], seq: 4), with: answered([answer]))
        inbox.post(.state(.live))
        let content = inbox.take()
        #expect(content.sync == [.changed([.session], seq: 4), .state(.live)])
        #expect(foresight.events(content.foreseen, for: questions)?.count == 1)
        #expect(inbox.take().foreseen == nil)
    }
}
