/// Cuts a byte stream into chunks of whole lines.
///
/// A line that is longer than the limit is cut down to one byte more than it, which tells the reader of the chunk; the
/// rest of it is dropped as it comes, so that no input can take more memory than the limit and a block.
struct LineCutter {
    /// Bytes of a line's beginning whose end has not come yet.
    private var rest: [UInt8] = []
    private var isDropping = false
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a block; answers with the lines that are whole now, each with its newline, or nothing.
    mutating func take(_ block: UnsafeRawBufferPointer) -> [UInt8] {
        var block = UnsafeRawBufferPointer(rebasing: block[...])
        if isDropping {
            guard let end = block.firstIndex(of: 0x0A) else { return [] }
            block = UnsafeRawBufferPointer(rebasing: block[end...])
            isDropping = false
        }
        guard let end = block.lastIndex(of: 0x0A) else {
            keep(block)
            return []
        }
        var chunk = rest
        rest.removeAll(keepingCapacity: true)
        chunk.append(contentsOf: block[...end])
        keep(UnsafeRawBufferPointer(rebasing: block[(end + 1)...]))
        return chunk
    }

    /// The last line, when the stream ends without a newline.
    mutating func finish() -> [UInt8] {
        isDropping = false
        defer { rest = [] }
        return rest
    }

    private mutating func keep(_ beginning: UnsafeRawBufferPointer) {
        rest.append(contentsOf: beginning)
        guard rest.count > limit else { return }
        rest.removeLast(rest.count - limit - 1)
        isDropping = true
    }
}
