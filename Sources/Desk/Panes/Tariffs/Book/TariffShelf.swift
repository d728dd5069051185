/// Histories of tariffs read lately, the last ones only.
struct TariffShelf: Sendable {
    private var books: [OnDemand: Fetched] = [:]
    private var order: [OnDemand] = []

    private static let room = 32

    subscript(request: OnDemand) -> Fetched? { books[request] }

    mutating func keep(_ answer: Fetched, _ request: OnDemand) {
        guard case .tariffHistory = answer else { return }
        order.removeAll { $0 == request }
        order.append(request)
        books[request] = answer
        if order.count > Self.room { books[order.removeFirst()] = nil }
    }
}

extension Fetched {
    /// Something to show, rather than that it is missing.
    var isAnswer: Bool {
        switch self {
        case .loading, .refused: false
        default: true
        }
    }
}
