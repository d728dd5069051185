import AdminAPI
import Desk
import DeskCache
import HTTPMessage
import JSON
import Roaming

/// Does what the desk asks for, off the loop's thread; answers come back through the inbox.
final class EffectRunner: Sendable {
    private let inbox: Inbox
    private let readers: CacheReaders
    private let admin: AdminClient
    private let answers: CacheAnswers
    let foresight = Foresight()

    init(inbox: Inbox, readers: CacheReaders, admin: AdminClient, answers: CacheAnswers) {
        self.inbox = inbox
        self.readers = readers
        self.admin = admin
        self.answers = answers
    }

    /// Starts `effect`; those that need the terminal are not for it.
    func start(_ effect: Effect) {
        switch effect {
        case _ where effect.isForTheCache: ask(effect)
        case .fetchOnDemand(let wanted): fetch(wanted)
        case .perform(let request): perform(request)
        case .export(let request): export(request)
        case .exportPage(let page): export(page)
        default: break
        }
    }

    /// Asks the cache for all of it in one go, so that the reader and the screen wake once and not for each answer.
    func ask(_ effects: [Effect]) {
        guard !effects.isEmpty else { return }
        let inbox = inbox
        let answers = answers
        readers.submit { reader in
            try answers.events(effects, from: reader)
        } completion: { result in
            switch result {
            case .success(let events): inbox.post(events)
            case .failure(let error):
                inbox.post(.notice("the cache cannot be read: \(error)", isFailure: true))
            }
        }
    }

    /// Passes news of the sync on; those of a change together with what the desk will ask about it.
    func take(_ news: SyncEvent) {
        guard case .changed = news, let (questions, answered) = foresight.changed() else { return inbox.post(news) }
        let inbox = inbox
        let answers = answers
        readers.submit { reader in
            try answers.events(questions, from: reader)
        } completion: { result in
            // A read that failed is made again by the desk's own question, which says so.
            inbox.post(news, with: (try? result.get()).map(answered))
        }
    }

    private func ask(_ effect: Effect) {
        let inbox = inbox
        let answers = answers
        readers.submit { reader in
            _ = try answers.answer(effect, from: reader) { inbox.post($0) }
        } completion: { result in
            if case .failure(let error) = result {
                inbox.post(.notice("the cache cannot be read: \(error)", isFailure: true))
            }
        }
    }

    private func fetch(_ wanted: OnDemand) {
        let inbox = inbox
        admin.get(wanted.path) { result in
            inbox.post(DeskEvent.fetched(wanted, result.mapError(EffectRunner.refusal)))
        }
    }

    private func perform(_ request: ActionRequest) {
        let inbox = inbox
        let action = PreparedAction(
            request.action, method: HTTPMethod(rawValue: request.method.rawValue.uppercased()), path: request.path,
            body: request.body,
            ifMatch: request.ifMatch, idempotencyKey: request.idempotencyKey)
        admin.perform(action) { result in
            inbox.post(DeskEvent.performed(request.id, result.mapError(EffectRunner.refusal)))
        }
    }

    private func export(_ request: ExportRequest) {
        let inbox = inbox
        let now = answers.clock()
        readers.submit { reader in
            try Exporter.write(request, from: reader, now: now)
        } completion: { result in
            switch result {
            case .success(let sentence): inbox.post(.notice(sentence))
            case .failure(let error): inbox.post(.notice("not exported: \(error)", isFailure: true))
            }
        }
    }

    private func export(_ page: PageExport) {
        let inbox = inbox
        let now = answers.clock()
        readers.submit { _ in
            try Exporter.write(page, now: now)
        } completion: { result in
            switch result {
            case .success(let sentence): inbox.post(.notice(sentence))
            case .failure(let error): inbox.post(.notice("not exported: \(error)", isFailure: true))
            }
        }
    }

    static func refusal(_ failure: AdminFailure) -> Refusal {
        let doubt = failure.mayHaveHappened ? " It may have been done all the same: look before you repeat it." : ""
        return Refusal(status: failure.status, title: failure.title, detail: failure.detail + doubt)
    }
}

extension Effect {
    /// Answered from the replica on this machine.
    var isForTheCache: Bool {
        switch self {
        case .query, .overview, .fetchResource: true
        default: false
        }
    }
}
