#define _GNU_SOURCE
#include "terminal.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

int csystem_terminal_size(int descriptor, struct csystem_size *size) {
    struct winsize window;
    if (ioctl(descriptor, TIOCGWINSZ, &window) != 0) return -errno;
    size->columns = window.ws_col;
    size->rows = window.ws_row;
    return 0;
}

int csystem_terminal_set_size(int descriptor, int columns, int rows) {
    struct winsize window = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(descriptor, TIOCSWINSZ, &window) < 0 ? -errno : 0;
}

// What a handler needs, in storage that never moves. Written by the thread that owns the terminal, before the
// handlers are installed.
static struct termios remembered;
static volatile sig_atomic_t remembered_descriptor = -1;
static char restore_text[256];
static volatile size_t restore_length;
static char crash_text[512];
static volatile size_t crash_length;
static volatile sig_atomic_t crash_descriptor = -1;

static const int fatal_signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP};

int csystem_terminal_remember(int descriptor) {
    if (tcgetattr(descriptor, &remembered) != 0) return -errno;
    remembered_descriptor = descriptor;
    return 0;
}

int csystem_terminal_free_flow(int descriptor) {
    struct termios settings;
    if (tcgetattr(descriptor, &settings) != 0) return -errno;
    settings.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
    return tcsetattr(descriptor, TCSANOW, &settings) < 0 ? -errno : 0;
}

static void write_all(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0) {
            if (errno == EINTR) continue;
            return;
        }
        bytes += written;
        count -= (size_t)written;
    }
}

void csystem_terminal_restore(void) {
    int descriptor = remembered_descriptor;
    if (descriptor < 0) return;
    write_all(descriptor, restore_text, restore_length);
    tcsetattr(descriptor, TCSANOW, &remembered);
}

static void crashed(int signal_number) {
    csystem_terminal_restore();
    if (crash_descriptor >= 0) write_all(crash_descriptor, crash_text, crash_length);
    // SA_RESETHAND has given the default action back; the signal is blocked until this returns, then it ends us.
    raise(signal_number);
}

int csystem_terminal_guard_thread(void) {
    size_t size = 64 * 1024;
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return -errno;
    stack_t stack = {.ss_sp = memory, .ss_size = size};
    return sigaltstack(&stack, NULL) < 0 ? -errno : 0;
}

int csystem_terminal_guard_crashes(const char *restore, const char *message, int message_descriptor) {
    size_t length = strlen(restore);
    if (length >= sizeof restore_text || strlen(message) >= sizeof crash_text) return -EINVAL;
    memcpy(restore_text, restore, length);
    restore_length = length;
    crash_length = strlen(message);
    memcpy(crash_text, message, crash_length);
    crash_descriptor = message_descriptor;
    int code = csystem_terminal_guard_thread();
    if (code != 0) return code;
    struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND};
    sigfillset(&action.sa_mask);
    for (size_t index = 0; index < sizeof fatal_signals / sizeof *fatal_signals; index++)
        if (sigaction(fatal_signals[index], &action, NULL) != 0) return -errno;
    return 0;
}

void csystem_terminal_unguard(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    for (size_t index = 0; index < sizeof fatal_signals / sizeof *fatal_signals; index++)
        sigaction(fatal_signals[index], &action, NULL);
}

int csystem_memory_file(void) {
    int descriptor = memfd_create("frame", MFD_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}

int csystem_pseudo_terminal(int *leader, char *follower_path, size_t capacity) {
    int descriptor = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0) return -errno;
    if (grantpt(descriptor) != 0 || unlockpt(descriptor) != 0 ||
        ptsname_r(descriptor, follower_path, capacity) != 0) {
        int saved = errno;
        close(descriptor);
        return -saved;
    }
    *leader = descriptor;
    return 0;
}

int csystem_spawn_on_terminal(
    const char *path, char *const arguments[], char *const environment[], const char *follower_path) {
    pid_t pid = fork();
    if (pid != 0) return pid < 0 ? -errno : pid;
    // Only async-signal-safe calls from here: the parent has other threads.
    setsid();
    int descriptor = open(follower_path, O_RDWR);
    if (descriptor < 0 || ioctl(descriptor, TIOCSCTTY, 0) != 0) _exit(126);
    for (int number = 0; number < 3; number++) dup2(descriptor, number);
    if (descriptor > 2) close(descriptor);
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(path, arguments, environment);
    _exit(127);
}
