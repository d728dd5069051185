/// A binary heap of timers, earliest first, with removal of any member in O(log n).
struct TimerHeap {
    private var timers: [EventLoopTimer] = []
    private var nextSequence: UInt64 = 0

    var earliest: EventLoopTimer? { timers.first }
    var count: Int { timers.count }

    mutating func insert(_ timer: EventLoopTimer) {
        timer.sequence = nextSequence
        nextSequence += 1
        timer.position = timers.count
        timers.append(timer)
        siftUp(timer.position)
    }

    mutating func remove(_ timer: EventLoopTimer) {
        let hole = timer.position
        guard hole >= 0 else { return }
        timer.position = -1
        let last = timers.removeLast()
        if last === timer { return }
        last.position = hole
        timers[hole] = last
        siftUp(hole)
        siftDown(last.position)
    }

    mutating func removeAll() -> [EventLoopTimer] {
        let all = timers
        timers = []
        for timer in all { timer.position = -1 }
        return all
    }

    private func precedes(_ a: EventLoopTimer, _ b: EventLoopTimer) -> Bool {
        a.deadline == b.deadline ? a.sequence < b.sequence : a.deadline < b.deadline
    }

    private mutating func swap(_ i: Int, _ j: Int) {
        timers.swapAt(i, j)
        timers[i].position = i
        timers[j].position = j
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard precedes(timers[child], timers[parent]) else { return }
            swap(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var first = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < timers.count && precedes(timers[child], timers[first]) {
                first = child
            }
            if first == parent { return }
            swap(first, parent)
            parent = first
        }
    }
}
