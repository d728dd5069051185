#pragma once
// What Glibc's Swift module lacks or cannot express. Calls return what the system call returns, or -errno.
#include "readiness.h"
#include "sockets.h"
