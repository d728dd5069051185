import Glibc
import Synchronization

/// A thread of its own for calls that block, so that no thread of the cooperative pool ever waits for the disk.
final class WorkerThread: @unchecked Sendable {
    // `thread` is written once in `init`, before anybody else can see the object.
    private var thread = pthread_t()
    private let isReleased = Atomic(false)

    /// Starts the body on a thread that takes no signals: those belong to the program's main loop.
    init(name: String, _ body: @escaping @Sendable () -> Void) {
        final class Start {
            let name: String
            let body: @Sendable () -> Void
            init(_ name: String, _ body: @escaping @Sendable () -> Void) { (self.name, self.body) = (name, body) }
        }
        var all = sigset_t()
        var previous = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &previous)
        let start = Unmanaged.passRetained(Start(name, body))
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
                setThreadName(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        pthread_sigmask(SIG_SETMASK, &previous, nil)
        precondition(result == 0, "no thread for \(name): \(result)")
    }

    deinit {
        if !isReleased.exchange(true, ordering: .acquiringAndReleasing) { pthread_detach(thread) }
    }

    /// Waits for the body to end; the first call only, and never the thread for itself.
    func join() {
        guard !isReleased.exchange(true, ordering: .acquiringAndReleasing) else { return }
        if pthread_equal(thread, pthread_self()) != 0 {
            pthread_detach(thread)
        } else {
            pthread_join(thread, nil)
        }
    }
}

/// For `top` and debuggers; Glibc's own call for it is not visible from Swift.
private func setThreadName(_ name: String) {
    let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = name.withCString { write(file, $0, min(15, strlen($0))) }
    close(file)
}
