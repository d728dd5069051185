#define _GNU_SOURCE
#include "sockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static int checked(int result) { return result < 0 ? -errno : result; }

static void without_delay(int fd) {
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static void address_text(const struct sockaddr *address, char text[CSYSTEM_ADDRESS_TEXT]) {
    text[0] = 0;
    if (address->sa_family == AF_INET) {
        inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, text, CSYSTEM_ADDRESS_TEXT);
    } else if (address->sa_family == AF_INET6) {
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)address)->sin6_addr, text, CSYSTEM_ADDRESS_TEXT);
    }
}

static int lookup(const char *host, uint16_t port, int flags, struct addrinfo **found) {
    char service[8];
    snprintf(service, sizeof service, "%u", (unsigned)port);
    struct addrinfo hints;
    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags | AI_NUMERICSERV;
    return getaddrinfo(host, service, &hints, found) == 0 ? 0 : -EADDRNOTAVAIL;
}

static int open_stream(int family) {
    return checked(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

static uint16_t local_port(int fd) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    if (getsockname(fd, (struct sockaddr *)&address, &length) < 0) return 0;
    if (address.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&address)->sin_port);
    return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
}

int csystem_listen(const char *host, uint16_t port, int backlog, uint16_t *bound) {
    struct addrinfo *found;
    int result = lookup(host, port, AI_PASSIVE, &found);
    if (result < 0) return result;
    int fd = open_stream(found->ai_family);
    if (fd < 0) {
        freeaddrinfo(found);
        return fd;
    }
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    result = checked(bind(fd, found->ai_addr, found->ai_addrlen));
    if (result == 0) result = checked(listen(fd, backlog));
    freeaddrinfo(found);
    if (result < 0) {
        close(fd);
        return result;
    }
    *bound = local_port(fd);
    return fd;
}

int csystem_accept(int listener, char address[CSYSTEM_ADDRESS_TEXT]) {
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;
    int fd = accept4(listener, (struct sockaddr *)&peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return -errno;
    without_delay(fd);
    address_text((struct sockaddr *)&peer, address);
    return fd;
}

int csystem_connect(const char *address, uint16_t port) {
    struct addrinfo *found;
    int result = lookup(address, port, AI_NUMERICHOST, &found);
    if (result < 0) return result;
    int fd = open_stream(found->ai_family);
    if (fd >= 0) {
        without_delay(fd);
        result = checked(connect(fd, found->ai_addr, found->ai_addrlen));
        if (result < 0 && result != -EINPROGRESS) {
            close(fd);
            fd = result;
        }
    }
    freeaddrinfo(found);
    return fd;
}

int csystem_socket_error(int fd) {
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0) return errno;
    return error;
}

int csystem_resolve(const char *host, char *addresses, int capacity) {
    struct addrinfo *found;
    if (lookup(host, 0, 0, &found) < 0) return 0;
    int count = 0;
    for (struct addrinfo *each = found; each && count < capacity; each = each->ai_next) {
        char *row = addresses + (size_t)count * CSYSTEM_ADDRESS_TEXT;
        address_text(each->ai_addr, row);
        if (row[0]) count++;
    }
    freeaddrinfo(found);
    return count;
}

long csystem_receive(int fd, void *bytes, size_t capacity) {
    ssize_t count;
    do count = recv(fd, bytes, capacity, 0);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

long csystem_send(int fd, const void *first, size_t first_count, const void *second, size_t second_count) {
    struct iovec pieces[2] = {
        {.iov_base = (void *)first, .iov_len = first_count},
        {.iov_base = (void *)second, .iov_len = second_count},
    };
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_iov = pieces;
    message.msg_iovlen = 2;
    ssize_t count;
    do count = second_count ? sendmsg(fd, &message, MSG_NOSIGNAL) : send(fd, first, first_count, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

int csystem_shutdown_write(int fd) { return checked(shutdown(fd, SHUT_WR)); }

int csystem_reset_on_close(int fd) {
    struct linger now = {.l_onoff = 1, .l_linger = 0};
    return checked(setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now));
}

int csystem_set_buffers(int fd, int send_bytes, int receive_bytes) {
    if (send_bytes > 0 && setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &send_bytes, sizeof send_bytes) < 0) return -errno;
    if (receive_bytes > 0 && setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes) < 0)
        return -errno;
    return 0;
}

int csystem_close(int fd) { return checked(close(fd)); }

int csystem_open_spare(void) { return checked(open("/dev/null", O_RDONLY | O_CLOEXEC)); }
