/// A query's text cut at blanks outside quotes.
///
/// A token is `[-] [key operator] value {, value}` or `[-] word`; quotes may stand around a word or a value, a doubled
/// quote inside them is a quote. Positions count characters.
struct QueryToken: Hashable {
    struct Value: Hashable {
        var text: String
        var range: Range<Int>
        var isQuoted: Bool
    }

    var isNegated = false
    /// Nil for a bare word, which is then the only value.
    var key: Value?
    var mark: Mark?
    var values: [Value] = []
    var range: Range<Int>
    /// A quote that was opened and not closed.
    var openQuote: Int?

    enum Mark: String {
        case contains = ":"
        case equals = "="
        case greater = ">"
        case atLeast = ">="
        case less = "<"
        case atMost = "<="
    }
}

struct QueryLexer {
    private let characters: [Character]
    private var position = 0

    static func tokens(of text: String) -> [QueryToken] {
        var lexer = QueryLexer(characters: Array(text))
        var tokens: [QueryToken] = []
        while let token = lexer.next() { tokens.append(token) }
        return tokens
    }

    private init(characters: [Character]) { self.characters = characters }

    private var current: Character? { position < characters.count ? characters[position] : nil }

    private mutating func next() -> QueryToken? {
        while let character = current, character.isWhitespace { position += 1 }
        guard current != nil else { return nil }
        var token = QueryToken(range: position..<position)
        if current == "-", position + 1 < characters.count, !characters[position + 1].isWhitespace {
            token.isNegated = true
            position += 1
        }
        readKey(into: &token)
        repeat { readValue(into: &token) } while takeComma(token)
        token.range = token.range.lowerBound..<position
        return token
    }

    /// A key is letters, digits and `_` right up to an operator; anything else is a word.
    private mutating func readKey(into token: inout QueryToken) {
        var end = position
        while end < characters.count, characters[end].isLetter || characters[end].isNumber || characters[end] == "_" {
            end += 1
        }
        guard end > position, end < characters.count else { return }
        let mark: QueryToken.Mark
        switch characters[end] {
        case ":": mark = .contains
        case "=": mark = .equals
        case ">": mark = end + 1 < characters.count && characters[end + 1] == "=" ? .atLeast : .greater
        case "<": mark = end + 1 < characters.count && characters[end + 1] == "=" ? .atMost : .less
        default: return
        }
        token.key = .init(text: String(characters[position..<end]), range: position..<end, isQuoted: false)
        token.mark = mark
        position = end + mark.rawValue.count
    }

    private mutating func readValue(into token: inout QueryToken) {
        let start = position
        guard current == "\"" else {
            while let character = current, !character.isWhitespace, token.key == nil || character != "," {
                position += 1
            }
            let text = String(characters[start..<position])
            token.values.append(.init(text: text, range: start..<position, isQuoted: false))
            return
        }
        position += 1
        var text = ""
        while let character = current {
            position += 1
            if character == "\"" {
                guard current == "\"" else {
                    token.values.append(.init(text: text, range: start..<position, isQuoted: true))
                    return
                }
                position += 1
            }
            text.append(character)
        }
        token.openQuote = start
        token.values.append(.init(text: text, range: start..<position, isQuoted: true))
    }

    private mutating func takeComma(_ token: QueryToken) -> Bool {
        guard token.key != nil, current == "," else { return false }
        position += 1
        return true
    }
}
