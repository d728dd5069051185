import Testing

@testable import Desk

@Suite struct `Speed` {
    /// The bar is 2 ms from key to paint in a release build; a debug build on a shared core gets a hundred times that,
    /// which still catches work that grows with the table instead of the screen.
    @Test func `a key and its frame cost what is on the screen, whatever the table holds`() {
        var desktop = Desktop(200, 50, rows: `Updates of lists`.many)
        let clock = ContinuousClock()
        var times: [Duration] = []
        for _ in 0..<30 {
            times.append(
                clock.measure {
                    _ = update(&desktop.state, .key(.char("j")))
                    _ = draw(desktop.state)
                })
        }
        let median = times.sorted()[15]
        print("key and frame at 200x50 over 5,000 sessions: median \(median)")
        #expect(median < .milliseconds(200))
    }
}
