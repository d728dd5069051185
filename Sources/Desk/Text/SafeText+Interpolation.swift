extension SafeText: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) {
        self.init(untrusted: value)
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.text
    }

    /// Takes what is safe as it is; a `String` only with the label `untrusted:`.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var text = SafeText.empty

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { text += SafeText(untrusted: literal) }
        }

        public mutating func appendInterpolation(_ safe: SafeText) {
            text += safe
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger & Sendable) {
            text += SafeText(number)
        }

        public mutating func appendInterpolation(untrusted: String) {
            text += SafeText(untrusted: untrusted)
        }
    }
}
