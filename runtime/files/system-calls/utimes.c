#include <fcntl.h>

#include "files/times.h"
#include "system-calls/system-call.h"

/// Sets the times of a file, with microseconds.
SYSTEM_CALL(utimes, long, const char *path, const struct timeval *times) {
    return times_set_microseconds(AT_FDCWD, path, times);
}
