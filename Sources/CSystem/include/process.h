#pragma once
#include <stdint.h>
#include <sys/types.h>

/// Asks the kernel to send this process `signal_number` when the thread that started it ends. 0, or -errno.
int csystem_die_with_parent(int signal_number);

/// A descriptor that becomes readable when `pid` ends, close-on-exec. -errno on failure.
int csystem_process_descriptor(pid_t pid);

/// Gives `signal_number` its default action back. 0, or -errno.
int csystem_signal_default(int signal_number);

/// Starts a program: own process group, no signal blocked, ignored or handled, descriptors 0-2 as given (-1 is
/// /dev/null), all others closed. Answers its pid, or -errno.
pid_t csystem_spawn(const char *path, char *const arguments[], char *const environment[], const int standard[3]);

/// A pipe whose both ends are close-on-exec and block. 0, or -errno.
int csystem_blocking_pipe(int ends[2]);

/// The process's environment, for a child.
char **csystem_environment(void);
