import Desk

/// Which key a byte or a finished sequence stands for; nil for everything that is none.
enum KeySequences {
    /// A byte below 0x80 outside any sequence.
    static func single(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x0D, 0x0A: .enter
        case 0x09: .tab
        case 0x7F, 0x08: .backspace
        case 0x20...0x7E: .char(Unicode.Scalar(byte))
        case 0x01...0x1A: .ctrl(Unicode.Scalar(byte + 0x60))
        case 0x1C...0x1F: .ctrl(Unicode.Scalar(byte + 0x40))
        default: nil
        }
    }

    /// `ESC O` and a letter: arrows in application mode, F1 to F4, and Enter of the number pad.
    static func singleShift(_ byte: UInt8) -> Key? {
        switch byte {
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(byte) - 0x4F)
        default: cursor(byte)
        }
    }

    /// `ESC [`, parameters, final byte. Modifiers (`1;5A`) are ignored: the key counts.
    static func control(_ parameters: [UInt8], _ final: UInt8) -> Key? {
        let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(number)
        guard numbers.allSatisfy({ $0 != nil }) else { return nil }
        let first = numbers.first.flatMap { $0 } ?? 0
        switch final {
        case UInt8(ascii: "Z"): return .backTab
        case UInt8(ascii: "~"): return tilde(first)
        // `R` with numbers is where the cursor is, an answer; F3 with a modifier looks the same and is given up.
        case UInt8(ascii: "P"), UInt8(ascii: "Q"), UInt8(ascii: "S"):
            return numbers.count == 2 || parameters.isEmpty ? .function(Int(final) - 0x4F) : nil
        default: return first <= 1 ? cursor(final) : nil
        }
    }

    /// SGR mouse: `button;column;line` and `M` for a press, `m` for a release.
    static func mouse(_ parameters: ArraySlice<UInt8>, _ final: UInt8) -> Mouse? {
        let numbers = parameters.split(separator: UInt8(ascii: ";")).compactMap(number)
        guard final == UInt8(ascii: "M"), numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        let point = Point(x: numbers[1] - 1, y: numbers[2] - 1)
        switch numbers[0] & ~0x1C {
        case 0: return .press(point)
        case 64: return .wheelUp(point)
        case 65: return .wheelDown(point)
        default: return nil
        }
    }

    private static func cursor(_ byte: UInt8) -> Key? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        default: nil
        }
    }

    private static func tilde(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: nil
        }
    }

    /// A parameter, 0 when left out; nil when it holds anything but up to five digits.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count <= 5 else { return nil }
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte) - 0x30
        }
        return value
    }
}
