#pragma once
#include <stdint.h>

// One readiness report; the kernel's own struct is packed on x86-64, which Swift cannot lay out.
typedef struct csystem_event {
    uint64_t token;
    uint32_t flags;
} csystem_event;

enum {
    CSYSTEM_READABLE = 0x001,
    CSYSTEM_WRITABLE = 0x004,
    CSYSTEM_ERROR = 0x008,
    CSYSTEM_HANGUP = 0x010,
    CSYSTEM_PEER_CLOSED = 0x2000,
};

int csystem_epoll_create(void);
int csystem_epoll_add(int epoll, int fd, uint32_t flags, uint64_t token);
int csystem_epoll_modify(int epoll, int fd, uint32_t flags, uint64_t token);
int csystem_epoll_remove(int epoll, int fd);
// Fills at most `capacity` (<= 256) events. An interrupted wait reports none. timeout -1 waits for ever.
int csystem_epoll_wait(int epoll, csystem_event *events, int capacity, int timeout_milliseconds);

int csystem_eventfd_create(void);
void csystem_eventfd_signal(int fd);
void csystem_eventfd_clear(int fd);

// A pipe whose both ends are close-on-exec and non-blocking.
int csystem_pipe(int ends[2]);
// Reads one byte of a pipe: 1, 0 at its end, or -errno.
int csystem_receive_byte(int fd, uint8_t *byte);
// From now on `signal` writes its number as one byte to `fd` and does nothing else.
int csystem_forward_signal(int signal, int fd);
void csystem_ignore_signal(int signal);
void csystem_name_thread(const char *name);
