import Glibc

/// Jobs in the order of their arrival, handed out in batches to threads that wait for them.
final class JobQueue<Job: Sendable>: @unchecked Sendable {
    // `jobs`, `head` and `isClosed` are touched only while `mutex` is held; mutex and condition live at fixed addresses
    // from `init` to `deinit`.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let arrived = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [Job] = []
    private var head = 0
    private var isClosed = false

    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(arrived, nil)
    }

    deinit {
        pthread_cond_destroy(arrived)
        pthread_mutex_destroy(mutex)
        arrived.deallocate()
        mutex.deallocate()
    }

    /// False when the queue is closed; the job is then dropped.
    func append(_ job: Job) -> Bool {
        pthread_mutex_lock(mutex)
        let isOpen = !isClosed
        if isOpen { jobs.append(job) }
        pthread_mutex_unlock(mutex)
        // Only now, or the thread that wakes would sleep again on the lock.
        if isOpen { pthread_cond_signal(arrived) }
        return isOpen
    }

    /// Waits for at least one job and takes up to `limit`; empty only when closed and drained.
    func take(limit: Int) -> [Job] {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while head == jobs.count && !isClosed { pthread_cond_wait(arrived, mutex) }
        let end = min(head + limit, jobs.count)
        let batch = Array(jobs[head..<end])
        head = end
        if head == jobs.count {
            jobs.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 4096 {
            jobs.removeFirst(head)
            head = 0
        }
        return batch
    }

    /// What is queued is still handed out; nothing new is taken.
    func close() {
        pthread_mutex_lock(mutex)
        isClosed = true
        pthread_cond_broadcast(arrived)
        pthread_mutex_unlock(mutex)
    }

    var count: Int {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return jobs.count - head
    }
}
