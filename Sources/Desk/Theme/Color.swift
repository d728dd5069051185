/// An sRGB colour of 8 bits a channel.
public struct RGB: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// "#rrggbb", any case.
    public init?(_ text: String) {
        let digits = text.utf8.dropFirst().compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x41...0x46: byte - 0x41 + 10
            case 0x61...0x66: byte - 0x61 + 10
            default: nil
            }
        }
        guard text.utf8.count == 7, text.utf8.first == 0x23, digits.count == 6 else { return nil }
        self.init(digits[0] << 4 | digits[1], digits[2] << 4 | digits[3], digits[4] << 4 | digits[5])
    }

    public var text: String {
        let digits = Array("0123456789abcdef")
        return [red, green, blue].reduce(into: "#") { $0 += [digits[Int($1 >> 4)], digits[Int($1 & 15)]] }
    }

    /// The nearest of the 240 fixed colours of a 256-colour terminal (the 16 first ones are the user's own).
    public var nearest256: UInt8 {
        let levels: [Int] = [0, 95, 135, 175, 215, 255]
        func step(_ value: UInt8) -> Int {
            (0..<6).min { abs(levels[$0] - Int(value)) < abs(levels[$1] - Int(value)) } ?? 0
        }
        let (r, g, b) = (step(red), step(green), step(blue))
        let cube = RGB(UInt8(levels[r]), UInt8(levels[g]), UInt8(levels[b]))
        let mean = (Int(red) + Int(green) + Int(blue)) / 3
        let grey = min(23, max(0, (mean - 3) / 10))
        let level = UInt8(8 + 10 * grey)
        let greyDistance = distance(to: RGB(level, level, level))
        return distance(to: cube) <= greyDistance ? UInt8(16 + 36 * r + 6 * g + b) : UInt8(232 + grey)
    }

    func distance(to other: RGB) -> Int {
        let r = Int(red) - Int(other.red)
        let g = Int(green) - Int(other.green)
        let b = Int(blue) - Int(other.blue)
        return 2 * r * r + 4 * g * g + 3 * b * b
    }
}

/// How many colours the terminal shows.
public enum ColorDepth: Int, Comparable, Sendable, CaseIterable {
    /// Bold, dim, underline and reverse only: `NO_COLOR`, or a terminal without colours.
    case mono = 0
    case eight = 8
    case sixteen = 16
    case indexed = 256
    case truecolor = 16_777_216

    public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

    /// Decides once from the environment: `NO_COLOR` (any value but empty), terminfo's colour count, and whether the
    /// terminal says that it takes RGB.
    public init(noColor: String?, terminalColors: Int, colorTerm: String?) {
        if let noColor, !noColor.isEmpty {
            self = .mono
        } else if colorTerm == "truecolor" || colorTerm == "24bit", terminalColors >= 8 {
            self = .truecolor
        } else {
            self =
                switch terminalColors {
                case ..<8: .mono
                case 8..<16: .eight
                case 16..<256: .sixteen
                default: .indexed
                }
        }
    }
}

/// A colour as the terminal takes it.
public enum TerminalColor: Hashable, Sendable {
    case standard
    case indexed(UInt8)
    case rgb(RGB)
}

/// A style after theme and colour depth: what to send.
public struct Appearance: Hashable, Sendable {
    public var foreground: TerminalColor = .standard
    public var background: TerminalColor = .standard
    public var bold = false
    public var dim = false
    public var underline = false
    public var reverse = false
}
