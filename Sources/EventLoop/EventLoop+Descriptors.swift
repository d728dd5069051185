import CSystem

struct DescriptorSlot {
    var generation: UInt32
    var fd: Int32
    var interest: Interest
    var handler: ((Readiness) -> Void)?
}

// On the loop's thread only, or before it runs.
extension EventLoop {
    /// Watches a descriptor, level-triggered. The loop keeps the handler until `deregister`; it never closes `fd`.
    public func register(
        fd: Int32, interest: Interest, handler: @escaping (Readiness) -> Void
    ) throws(EventLoopError) -> Registration {
        let slot = freeSlots.popLast() ?? addSlot()
        let registration = Registration(slot: slot, generation: slots[Int(slot)].generation)
        let added = csystem_epoll_add(epoll, fd, interest.rawValue, registration.token)
        if added < 0 {
            freeSlots.append(slot)
            throw EventLoopError(call: "epoll_ctl", errno: -added)
        }
        slots[Int(slot)].fd = fd
        slots[Int(slot)].interest = interest
        slots[Int(slot)].handler = handler
        return registration
    }

    /// Changes what is reported; a system call only when it differs from before. Ignores a stale registration.
    public func update(_ registration: Registration, interest: Interest) {
        guard let slot = index(of: registration), slots[slot].interest != interest else { return }
        let changed = csystem_epoll_modify(epoll, slots[slot].fd, interest.rawValue, registration.token)
        precondition(changed == 0, "epoll_ctl: \(-changed)")
        slots[slot].interest = interest
    }

    /// Stops watching; call it before closing the descriptor. Reports already fetched are dropped.
    public func deregister(_ registration: Registration) {
        guard let slot = index(of: registration) else { return }
        _ = csystem_epoll_remove(epoll, slots[slot].fd)
        slots[slot].generation &+= 1
        slots[slot].handler = nil
        freeSlots.append(registration.slot)
    }

    func deliver(token: UInt64, _ readiness: Readiness) {
        let registration = Registration(slot: UInt32(truncatingIfNeeded: token), generation: UInt32(token >> 32))
        guard let slot = index(of: registration), let handler = slots[slot].handler else { return }
        handler(readiness)
    }

    /// Handlers may own what owns the loop; a loop that has ended holds nothing.
    func dropDescriptors() {
        slots = []
        freeSlots = []
    }

    private func index(of registration: Registration) -> Int? {
        let slot = Int(registration.slot)
        guard slot < slots.count, slots[slot].generation == registration.generation else { return nil }
        return slots[slot].handler == nil ? nil : slot
    }

    private func addSlot() -> UInt32 {
        slots.append(DescriptorSlot(generation: 0, fd: -1, interest: [], handler: nil))
        return UInt32(slots.count - 1)
    }
}
