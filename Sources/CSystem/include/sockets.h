#pragma once
#include <stddef.h>
#include <stdint.h>

enum { CSYSTEM_ADDRESS_TEXT = 64 };

// Every socket made here is non-blocking and close-on-exec; stream sockets have TCP_NODELAY.

// Binds and listens on a numeric address or a name of this machine; *bound gets the port.
int csystem_listen(const char *host, uint16_t port, int backlog, uint16_t *bound);
// The next waiting connection; `address` gets the peer's numeric address.
int csystem_accept(int listener, char address[CSYSTEM_ADDRESS_TEXT]);
// Starts connecting to a numeric address; the socket becomes writable when that is decided.
int csystem_connect(const char *address, uint16_t port);
// The pending error of a socket: 0 after a connect that worked.
int csystem_socket_error(int fd);
// Blocks. Fills at most `capacity` rows of CSYSTEM_ADDRESS_TEXT bytes with numeric addresses; the count, or 0 when the name has none.
int csystem_resolve(const char *host, char *addresses, int capacity);

long csystem_receive(int fd, void *bytes, size_t capacity);
// One writev of two pieces that never raises SIGPIPE; the second may be empty.
long csystem_send(int fd, const void *first, size_t first_count, const void *second, size_t second_count);
int csystem_shutdown_write(int fd);
// The next close sends a reset instead of an orderly end.
int csystem_reset_on_close(int fd);
int csystem_set_buffers(int fd, int send_bytes, int receive_bytes);
int csystem_close(int fd);
// A descriptor held back, so that one can be freed when the process has none left.
int csystem_open_spare(void);
