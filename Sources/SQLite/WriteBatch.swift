/// Runs jobs in one transaction, each in a savepoint of its own, and tells each its fate after the COMMIT.
struct WriteBatch {
    let db: Connection

    func perform(_ jobs: [WriteJob]) {
        do {
            try db.run("BEGIN IMMEDIATE")
        } catch {
            for job in jobs { job.finish(error) }
            return
        }
        var succeeded: [WriteJob] = []
        succeeded.reserveCapacity(jobs.count)
        var failed: [(job: WriteJob, error: any Error)] = []
        for (index, job) in jobs.enumerated() {
            do {
                try db.savepoint { try job.run(db) }
                succeeded.append(job)
            } catch {
                failed.append((job, error))
            }
            guard db.isInTransaction else {
                // SQLite undid the whole transaction (disk full, I/O error), or a body ended it: those before this
                // one have lost their work too; those after it have not begun and get a transaction of their own.
                let cause = failed.last.map { $0.error } ?? DatabaseError.transactionEnded
                tell(succeeded, lostTo: cause)
                for (job, error) in failed { job.finish(error) }
                let rest = Array(jobs[(index + 1)...])
                if !rest.isEmpty { perform(rest) }
                return
            }
        }
        do {
            try db.run("COMMIT")
            for job in succeeded { job.finish(nil) }
        } catch {
            db.rollBack()
            tell(succeeded, lostTo: error)
        }
        for (job, error) in failed { job.finish(error) }
    }

    private func tell(_ jobs: [WriteJob], lostTo cause: any Error) {
        let error: any Error = (cause as? SQLiteError).map { DatabaseError.commitFailed($0) } ?? cause
        for job in jobs { job.finish(error) }
    }
}
