#define _GNU_SOURCE
#include "readiness.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

_Static_assert(CSYSTEM_READABLE == EPOLLIN && CSYSTEM_WRITABLE == EPOLLOUT, "epoll flags");
_Static_assert(CSYSTEM_ERROR == EPOLLERR && CSYSTEM_HANGUP == EPOLLHUP, "epoll flags");
_Static_assert(CSYSTEM_PEER_CLOSED == EPOLLRDHUP, "epoll flags");

static int checked(int result) { return result < 0 ? -errno : result; }

int csystem_epoll_create(void) { return checked(epoll_create1(EPOLL_CLOEXEC)); }

static int control(int epoll, int operation, int fd, uint32_t flags, uint64_t token) {
    struct epoll_event event = {.events = flags, .data.u64 = token};
    return checked(epoll_ctl(epoll, operation, fd, &event));
}

int csystem_epoll_add(int epoll, int fd, uint32_t flags, uint64_t token) {
    return control(epoll, EPOLL_CTL_ADD, fd, flags, token);
}

int csystem_epoll_modify(int epoll, int fd, uint32_t flags, uint64_t token) {
    return control(epoll, EPOLL_CTL_MOD, fd, flags, token);
}

int csystem_epoll_remove(int epoll, int fd) { return control(epoll, EPOLL_CTL_DEL, fd, 0, 0); }

int csystem_epoll_wait(int epoll, csystem_event *events, int capacity, int timeout_milliseconds) {
    struct epoll_event raw[256];
    if (capacity > 256) capacity = 256;
    int count = epoll_wait(epoll, raw, capacity, timeout_milliseconds);
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int i = 0; i < count; i++) {
        events[i].token = raw[i].data.u64;
        events[i].flags = raw[i].events;
    }
    return count;
}

int csystem_eventfd_create(void) { return checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)); }

void csystem_eventfd_signal(int fd) {
    uint64_t one = 1;
    while (write(fd, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void csystem_eventfd_clear(int fd) {
    uint64_t count;
    while (read(fd, &count, sizeof count) < 0 && errno == EINTR) {
    }
}

int csystem_pipe(int ends[2]) { return checked(pipe2(ends, O_CLOEXEC | O_NONBLOCK)); }

int csystem_receive_byte(int fd, uint8_t *byte) {
    ssize_t count;
    do count = read(fd, byte, 1);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : (int)count;
}

static volatile int signal_targets[NSIG];

static void forward(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe already holds what the reader needs to know.
    if (write(signal_targets[number], &byte, 1) < 0) {
    }
    errno = saved;
}

int csystem_forward_signal(int number, int fd) {
    if (number <= 0 || number >= NSIG) return -EINVAL;
    signal_targets[number] = fd;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = forward;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    return checked(sigaction(number, &action, NULL));
}

void csystem_ignore_signal(int number) { signal(number, SIG_IGN); }

void csystem_name_thread(const char *name) {
    char shortened[16];
    strncpy(shortened, name, sizeof shortened - 1);
    shortened[sizeof shortened - 1] = 0;
    pthread_setname_np(pthread_self(), shortened);
}
