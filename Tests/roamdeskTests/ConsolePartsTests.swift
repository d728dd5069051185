import AdminAPI
import CommandLine
import Desk
import DeskCache
import JSON
import Roaming
import Terminal
import Testing

@testable import roamdesk

struct ConsolePartsTests {
    @Test func `news of the sync is coalesced until the loop takes it`() throws {
        let inbox = Inbox(waker: try Waker())
        inbox.post(.state(.connecting))
        inbox.post(.changed([.session], seq: 1))
        inbox.post(.changed([.cdr, .session], seq: 2))
        inbox.post(.state(.live))
        #expect(inbox.take().sync == [.changed([.session, .cdr], seq: 2), .state(.live)])
        #expect(inbox.take().sync == [])
    }

    @Test func `a full inbox rings once`() throws {
        let waker = try Waker()
        let inbox = Inbox(waker: waker)
        inbox.post(DeskEvent.notice("one"))
        #expect(waker.take())
        inbox.post(DeskEvent.notice("two"))
        #expect(!waker.take())
        #expect(inbox.take().events.count == 2)
    }

    @Test func `the state of the sync is said in the desk's words`() {
        let now = Timestamp(milliseconds: 5000)
        func link(_ state: SyncState) -> Link? {
            guard case .link(let link)? = HubNews.event(.state(state), shown: nil, now: now) else { return nil }
            return link
        }
        #expect(link(.live) == .live)
        #expect(link(.syncing(done: 3, of: 9)) == .syncing(done: 3, of: 9))
        #expect(
            link(.refused(status: 401, reason: "no")) == .offline(since: now, shown: nil, reason: "refused (401): no"))
        #expect(link(.suspended) == nil)
    }

    @Test func `keys of a shot are names or characters`() throws {
        #expect(try ShotKeys.parse(words: "enter jj esc") == [.enter, .char("j"), .char("j"), .escape])
        #expect(try ShotKeys.parse(pane: "cdrs", query: nil).count == 6)
    }

    @Test(arguments: [("80x24", 80, 24), ("200x50", 200, 50)])
    func `sizes are columns and lines`(text: String, columns: Int, lines: Int) throws {
        #expect(try ShotCommand.size(text) == Size(columns: columns, lines: lines))
    }

    @Test(arguments: ["", "80", "80x", "80x24x2", "10x24", "80x5000", "axb"])
    func `other sizes are refused`(text: String) {
        #expect(throws: UsageError.self) { try ShotCommand.size(text) }
    }

    @Test func `a file's name carries the time without colons`() {
        #expect(FileStamp.of(Timestamp(milliseconds: 1_795_363_380_123)) == "20261122T160300Z")
    }

    @Test func `a misspelt setting is noticed`() throws {
        let settings = try Configuration(bytes: Array(#"{"hub":"http://h","mouse":true}"#.utf8))
        #expect(settings.hub == "http://h" && settings.mouse)
        let error = #expect(throws: FieldError.self) { try Configuration(bytes: Array(#"{"hubb":"x"}"#.utf8)) }
        #expect(error?.rule == "is no setting; did you mean hub?")
    }
}
