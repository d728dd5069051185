import Desk

/// Bytes from a terminal to keys: a state machine that also knows pastes, the mouse, focus and what terminals answer.
///
/// Answers nobody waits for (device attributes, colours, cursor position, window reports) are swallowed whole, so
/// that none of their bytes can ever act as a key. A lone ESC becomes a key only when `timeOut` is called.
struct InputParser {
    /// What a run of bytes meant.
    enum Input: Hashable {
        case key(Key)
        case paste(String)
        case mouse(Mouse)
        case focusIn, focusOut
    }

    /// How long to wait for the rest of what has begun.
    enum Patience: Hashable {
        /// Nothing has begun.
        case none
        /// ESC was read: a key, or the first byte of a sequence that is on its way.
        case escape
        /// In the middle of a sequence or paste.
        case sequence
    }

    /// The longest paste kept, in bytes; what is longer is cut.
    static let longestPaste = 1 << 20
    private static let longestSequence = 8192
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    private enum State {
        case ground, escape, singleShift
        case control([UInt8])
        case consoleFunction
        /// An operating system command, device control string or the like, until ST or BEL.
        case string(length: Int, sawEscape: Bool)
        /// The three bytes of an old mouse report.
        case oldMouse(left: Int)
        case paste
    }

    private var state = State.ground
    /// What an open paste has brought; apart from the state, so that a byte is added in place.
    private var pasted: [UInt8] = []
    private var utf8 = UTF8Assembly()
    private var clicks = ClickCounter()

    /// How long the caller should wait for more before it calls `timeOut`.
    var patience: Patience {
        switch state {
        case .ground: .none
        case .escape: .escape
        default: .sequence
        }
    }

    /// Takes bytes as they were read; `now` tells single presses from double ones.
    mutating func take(_ bytes: some Sequence<UInt8>, now: ContinuousClock.Instant) -> [Input] {
        var inputs: [Input] = []
        for byte in bytes { step(byte, now, &inputs) }
        return inputs
    }

    /// Nothing came for as long as `patience` asked: an ESC was a key, an open paste is taken as it is, a broken
    /// sequence is dropped.
    mutating func timeOut() -> [Input] {
        defer { state = .ground }
        switch state {
        case .escape: return [.key(.escape)]
        case .paste: return [takePaste()]
        default: return []
        }
    }

    private mutating func step(_ byte: UInt8, _ now: ContinuousClock.Instant, _ inputs: inout [Input]) {
        switch state {
        case .ground: ground(byte, &inputs)
        case .escape: afterEscape(byte, &inputs)
        case .singleShift:
            state = .ground
            if let key = KeySequences.singleShift(byte) { inputs.append(.key(key)) }
        case .consoleFunction:
            state = .ground
            if (0x41...0x45).contains(byte) { inputs.append(.key(.function(Int(byte) - 0x40))) }
        case .control(let collected): control(collected, byte, now, &inputs)
        case .string(let length, let sawEscape): string(length, sawEscape, byte)
        case .oldMouse(let left): state = left > 1 ? .oldMouse(left: left - 1) : .ground
        case .paste: paste(byte, &inputs)
        }
    }

    private mutating func ground(_ byte: UInt8, _ inputs: inout [Input]) {
        if byte == 0x1B {
            utf8.reset()
            state = .escape
        } else if byte >= 0x80 {
            if let scalar = utf8.take(byte), !(0x80..<0xA0).contains(scalar.value) {
                inputs.append(.key(.char(scalar)))
            }
        } else {
            utf8.reset()
            if let key = KeySequences.single(byte) { inputs.append(.key(key)) }
        }
    }

    private mutating func afterEscape(_ byte: UInt8, _ inputs: inout [Input]) {
        switch byte {
        case UInt8(ascii: "["): state = .control([])
        case UInt8(ascii: "O"): state = .singleShift
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .string(length: 0, sawEscape: false)
        case 0x1B: inputs.append(.key(.escape))
        default:
            // ESC typed just before another key, or a key with Alt: never a chord, so both mean the two keys.
            inputs.append(.key(.escape))
            state = .ground
            ground(byte, &inputs)
        }
    }

    private mutating func control(
        _ collected: [UInt8], _ byte: UInt8, _ now: ContinuousClock.Instant, _ inputs: inout [Input]
    ) {
        switch byte {
        case 0x1B: state = .escape
        case 0x20...0x3F:
            state = collected.count < InputParser.longestSequence ? .control(collected + [byte]) : .control(collected)
        case UInt8(ascii: "[") where collected.isEmpty: state = .consoleFunction
        case UInt8(ascii: "M") where collected.isEmpty: state = .oldMouse(left: 3)
        case 0x40...0x7E:
            state = .ground
            finishControl(collected, byte, now, &inputs)
        default: state = .ground
        }
    }

    private mutating func finishControl(
        _ collected: [UInt8], _ final: UInt8, _ now: ContinuousClock.Instant, _ inputs: inout [Input]
    ) {
        if collected.first == UInt8(ascii: "<") {
            guard let mouse = KeySequences.mouse(collected.dropFirst(), final) else { return }
            inputs.append(.mouse(clicks.counted(mouse, now: now)))
        } else if final == UInt8(ascii: "~"), collected.elementsEqual("200".utf8) {
            state = .paste
        } else if collected.isEmpty, final == UInt8(ascii: "I") {
            inputs.append(.focusIn)
        } else if collected.isEmpty, final == UInt8(ascii: "O") {
            inputs.append(.focusOut)
        } else if let key = KeySequences.control(collected, final) {
            inputs.append(.key(key))
        }
    }

    private mutating func string(_ length: Int, _ sawEscape: Bool, _ byte: UInt8) {
        if byte == 0x07 || sawEscape && byte == UInt8(ascii: "\\") || length > InputParser.longestSequence {
            state = .ground
        } else {
            state = .string(length: length + 1, sawEscape: byte == 0x1B)
        }
    }

    private mutating func paste(_ byte: UInt8, _ inputs: inout [Input]) {
        pasted.append(byte)
        if byte == UInt8(ascii: "~"), pasted.suffix(InputParser.pasteEnd.count).elementsEqual(InputParser.pasteEnd) {
            pasted.removeLast(InputParser.pasteEnd.count)
            inputs.append(takePaste())
            state = .ground
        } else if pasted.count > InputParser.longestPaste + InputParser.pasteEnd.count {
            pasted.remove(at: InputParser.longestPaste)
        }
    }

    private mutating func takePaste() -> Input {
        defer { pasted = [] }
        return .paste(String(decoding: pasted.prefix(InputParser.longestPaste), as: UTF8.self))
    }
}
