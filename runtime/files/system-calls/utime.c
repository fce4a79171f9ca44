#include <fcntl.h>
#include <utime.h>

#include "files/times.h"
#include "system-calls/system-call.h"

/// Sets the times of a file, in seconds.
SYSTEM_CALL(utime, long, const char *path, const struct utimbuf *times) {
    struct timespec precise[2];

    if (!times)
        return times_set(AT_FDCWD, path, NULL, 0);
    precise[0] = (struct timespec){.tv_sec = times->actime};
    precise[1] = (struct timespec){.tv_sec = times->modtime};
    return times_set(AT_FDCWD, path, precise, 0);
}
