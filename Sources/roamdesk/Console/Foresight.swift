import Desk
import Synchronization

/// What the desk will ask the cache at the next change, known before it comes: the reader answers when the change is
/// stored, and the screen's thread is woken once for both, instead of asking and being woken again.
///
/// A guess that does not fit costs one read: the desk then asks as it does without.
final class Foresight: Sendable {
    /// Answers to questions that nobody has asked yet.
    struct Answers: Sendable {
        let questions: [Effect]
        let events: [DeskEvent]
        /// The change after which they were read.
        fileprivate let change: Int
    }

    private struct Held {
        var questions: [Effect] = []
        var change = 0
    }

    private let held = Mutex(Held())

    /// The questions of the next change.
    func expect(_ questions: [Effect]) { held.withLock { $0.questions = questions } }

    /// Something has changed in the cache: hands the expected questions out, once, to be answered now and then given
    /// to the maker of `Answers` that comes with them.
    func changed() -> (questions: [Effect], answered: @Sendable ([DeskEvent]) -> Answers)? {
        let (questions, change) = held.withLock { held in
            defer { held.questions = [] }
            held.change += 1
            return (held.questions, held.change)
        }
        guard !questions.isEmpty else { return nil }
        return (questions, { Answers(questions: questions, events: $0, change: change) })
    }

    /// The events that answer `questions`; nil when these were not foreseen, or something has changed since.
    func events(_ answers: Answers?, for questions: [Effect]) -> [DeskEvent]? {
        guard let answers, answers.questions == questions else { return nil }
        return held.withLock { $0.change == answers.change } ? answers.events : nil
    }
}
