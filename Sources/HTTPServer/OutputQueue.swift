import EventLoop

/// Bytes that wait to be written. Small pieces are joined in one buffer that is reused; large ones are not copied.
struct OutputQueue {
    /// Never empty; the last one is ours to append to.
    private var pieces: [[UInt8]] = [[]]
    /// How much of the first piece has been written.
    private var offset = 0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// Lets the body append to the queue's end.
    mutating func append(_ body: (inout [UInt8]) -> Void) {
        let last = pieces.count - 1
        let before = pieces[last].count
        body(&pieces[last])
        count += pieces[last].count - before
    }

    mutating func append(_ bytes: [UInt8]) {
        if bytes.count <= Self.copied {
            append { $0.append(contentsOf: bytes) }
        } else {
            pieces.append(bytes)
            pieces.append([])
            count += bytes.count
        }
    }

    /// Hands the first two pieces to one system call.
    func send(to fd: Int32) -> Socket.Outcome {
        pieces[0].withUnsafeBytes { first in
            let rest = UnsafeRawBufferPointer(rebasing: first[offset...])
            guard pieces.count > 1 else { return Socket.send(fd, rest) }
            return pieces[1].withUnsafeBytes { Socket.send(fd, rest, $0) }
        }
    }

    /// Drops what has been written.
    mutating func consume(_ written: Int) {
        count -= written
        var left = written + offset
        while left >= pieces[0].count {
            left -= pieces[0].count
            guard pieces.count > 1 else {
                pieces[0].removeAll(keepingCapacity: pieces[0].capacity <= Self.keptCapacity)
                break
            }
            pieces.removeFirst()
        }
        offset = left
    }

    mutating func removeAll() { self = OutputQueue() }

    /// Everything that waits, joined: for tests.
    var bytes: [UInt8] { Array(pieces.joined().dropFirst(offset)) }

    private static let copied = 16_384
    private static let keptCapacity = 65_536
}
