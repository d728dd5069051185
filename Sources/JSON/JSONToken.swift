/// A value or a member's name of a document: what it is, where its bytes are, and where the next one is on the tape.
struct JSONToken {
    enum Kind: UInt8 {
        case null, no, yes, number, string, array, object
    }

    let kind: Kind
    /// Of a string with a backslash in it.
    var hasEscapes = false
    /// A string of ASCII without escapes: its bytes are its text, and equal bytes are the only way to be equal.
    var isPlain = false
    /// Offset of the first byte; of strings, of the first byte inside the quotes.
    let start: UInt32
    /// Bytes of the value; of strings, without the quotes.
    var length: UInt32 = 0
    /// Elements or members.
    var count: UInt32 = 0
    /// Index of the first token that is not part of this value.
    var end: UInt32 = 0

    init(_ kind: Kind, at start: Int) {
        self.kind = kind
        self.start = UInt32(truncatingIfNeeded: start)
    }
}
