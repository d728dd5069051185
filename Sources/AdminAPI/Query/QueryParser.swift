import Roaming

/// Gives tokens their meaning by the columns of a kind.
struct QueryParser {
    let kind: Kind
    private(set) var terms: [QueryTerm] = []
    private(set) var problems: [QueryProblem] = []

    init(kind: Kind) { self.kind = kind }

    mutating func read(_ token: QueryToken) {
        if let quote = token.openQuote { report(quote..<quote + 1, "the quote is not closed") }
        guard let key = token.key, let mark = token.mark else {
            guard let word = token.values.first, !word.text.isEmpty else { return }
            return add(token, .word(word.text.lowercased()))
        }
        let values = token.values.filter { !$0.text.isEmpty }
        guard !values.isEmpty else {
            return report(token.range, "\(key.text)\(mark.rawValue) needs a value")
        }
        let name = key.text.lowercased()
        if let column = kind.columns[name] {
            read(token, column, mark, values)
        } else if name == "since" || name == "until" {
            readSpan(token, isSince: name == "since", values)
        } else {
            report(key.range, unknownKey(key.text))
        }
    }

    private mutating func read(
        _ token: QueryToken, _ column: Column, _ mark: QueryToken.Mark, _ values: [QueryToken.Value]
    ) {
        if mark == .contains, values.count == 1, let value = values.first, !value.isQuoted {
            switch value.text.lowercased() {
            case "any": return add(token, .present(column))
            case "none": return add(token, .present(column), flipped: true)
            default: break
            }
        }
        switch column.type {
        case .code, .prose, .list: readText(token, column, mark, values)
        case .number, .money, .time, .age, .left:
            guard values.count == 1, let value = values.first else {
                return report(token.range, "\(column.key) takes one value")
            }
            readMeasure(token, column, mark, value)
        }
    }

    private mutating func readText(
        _ token: QueryToken, _ column: Column, _ mark: QueryToken.Mark, _ values: [QueryToken.Value]
    ) {
        switch mark {
        case .contains:
            guard !column.values.isEmpty else {
                return add(token, .contains(column, values.map { $0.text.lowercased() }))
            }
            // A closed list: the values meant are known now, and the cache can use its index for them.
            var meant: [String] = []
            for value in values {
                let found = column.values.filter { $0.lowercased().holds(value.text.lowercased()) }
                if found.isEmpty {
                    report(
                        value.range,
                        "\(column.key) is never \(value.text), but \(column.values.joined(separator: ", "))")
                }
                meant += found.filter { !meant.contains($0) }
            }
            if !meant.isEmpty { add(token, .equals(column, meant)) }
        case .equals: add(token, .equals(column, values.map(\.text)))
        case .less, .atMost, .greater, .atLeast:
            report(token.range, "\(column.key) is text: use : or =")
        }
    }

    private mutating func readMeasure(
        _ token: QueryToken, _ column: Column, _ mark: QueryToken.Mark, _ value: QueryToken.Value
    ) {
        switch column.type {
        case .number, .money:
            guard let number = Decimal4(value.text) else {
                return report(value.range, "\(value.text) is not a number")
            }
            add(token, .number(column, mark.comparison, number.tenThousandths))
        case .age, .left:
            guard mark != .contains, mark != .equals else {
                return report(token.range, "\(column.key) compares: \(column.key)>10m or \(column.key)<2h")
            }
            guard let duration = QueryTime.duration(value.text) else {
                return report(value.range, "\(value.text) is not a length of time such as 10m or 1h30m")
            }
            add(token, .duration(column, mark.comparison, duration))
        default:
            guard let (moment, width) = QueryTime.moment(value.text) else {
                return report(value.range, "\(value.text) is not a time such as 13:59, 2026-11-22 or 2h")
            }
            let asksForSpan = mark == .contains || mark == .equals
            add(token, asksForSpan ? .within(column, moment, width) : .time(column, mark.comparison, moment))
        }
    }

    private mutating func readSpan(_ token: QueryToken, isSince: Bool, _ values: [QueryToken.Value]) {
        guard values.count == 1, let value = values.first, let (moment, _) = QueryTime.moment(value.text) else {
            return report(token.range, "\(isSince ? "since" : "until") takes a time such as 2h, 13:59 or 2026-11-22")
        }
        add(token, .time(kind.columns.mainTime, isSince ? .atLeast : .less, moment))
    }

    private mutating func add(_ token: QueryToken, _ predicate: QueryPredicate, flipped: Bool = false) {
        terms.append(QueryTerm(isNegated: token.isNegated != flipped, predicate: predicate, range: token.range))
    }

    private mutating func report(_ range: Range<Int>, _ message: String) {
        problems.append(QueryProblem(range: range, message: message))
    }

    private func unknownKey(_ key: String) -> String {
        let near = kind.columns.all.map(\.key).min {
            EditDistance.between($0, key.lowercased()) < EditDistance.between($1, key.lowercased())
        }
        guard let near, EditDistance.between(near, key.lowercased()) <= 2 else {
            return "\(kind.plural) have no \(key); put it in quotes to look for it as a word"
        }
        return "\(kind.plural) have no \(key); perhaps \(near)"
    }
}

extension QueryToken.Mark {
    /// A number's `:` means the same as its `=`.
    var comparison: QueryComparison {
        switch self {
        case .contains, .equals: .equal
        case .greater: .greater
        case .atLeast: .atLeast
        case .less: .less
        case .atMost: .atMost
        }
    }
}

/// Levenshtein's distance, for "perhaps you meant".
enum EditDistance {
    static func between(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
