#pragma once
#include <stddef.h>

/// A terminal's size in cells; 0 when it does not say.
struct csystem_size {
    int columns;
    int rows;
};

/// Asks the kernel for the size of the terminal on `descriptor`. 0, or -errno.
int csystem_terminal_size(int descriptor, struct csystem_size *size);

/// Sets the size of the terminal on `descriptor`, as a terminal emulator does. 0, or -errno.
int csystem_terminal_set_size(int descriptor, int columns, int rows);

/// Remembers the settings of the terminal on `descriptor`, to come back on a crash. 0, or -errno.
int csystem_terminal_remember(int descriptor);

/// Switches flow control by Ctrl-S and Ctrl-Q off, so that they neither freeze the screen nor are lost as keys.
int csystem_terminal_free_flow(int descriptor);

/// Writes `restore` to the remembered terminal and gives it its settings back. Async-signal-safe.
void csystem_terminal_restore(void);

/// From now on SEGV, ABRT, BUS, ILL, FPE and TRAP restore the remembered terminal first: a handler on a stack of its
/// own writes `restore` (kept as a copy, at most 255 bytes), sets the remembered settings and raises the signal again
/// with its default action. `message` (likewise kept) is then written to `message_descriptor` if that is not negative.
int csystem_terminal_guard_crashes(const char *restore, const char *message, int message_descriptor);

/// Gives this thread an alternate signal stack, so that a stack overflow here is survived long enough to restore.
/// 0, or -errno.
int csystem_terminal_guard_thread(void);

/// Ends the guard: the six signals have their default action again.
void csystem_terminal_unguard(void);

/// An empty file in memory, close-on-exec. A descriptor, or -errno.
int csystem_memory_file(void);

/// Opens a pseudo-terminal; both ends close-on-exec. 0, or -errno. For tests and programs that drive others.
int csystem_pseudo_terminal(int *leader, char *follower_path, size_t capacity);

/// Starts `path` as the leader of a new session whose controlling terminal is `follower_path`, on which its
/// descriptors 0, 1 and 2 are opened. Answers its pid, or -errno.
int csystem_spawn_on_terminal(
    const char *path, char *const arguments[], char *const environment[], const char *follower_path);
