import Synchronization
import Testing

@testable import Hub

struct HeadBellTests {
    @Test func `a bell rung half a million times rings the same way`() {
        let bell = HeadBell()
        let heard = Heard()
        bell.connect { heard.last.store($0, ordering: .relaxed) }
        for head in Int64(1)...500_000 { bell.ring(head) }
        #expect(heard.last.load(ordering: .relaxed) == 500_000)
    }
}

private final class Heard: Sendable {
    let last = Atomic<Int64>(0)
}
