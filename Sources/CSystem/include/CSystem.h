#pragma once
// What Glibc's Swift module lacks or cannot express. Each header says what its calls answer on failure.
#include "process.h"
#include "readiness.h"
#include "sockets.h"
#include "terminal.h"
