// Setting the times of files.

#define _GNU_SOURCE
#include "files/times.h"

#include <errno.h>

#include <fcntl.h>

#include "files/path.h"
#include "time/clock.h"

/// Takes the time `wanted` into `time`, unless it is to stay as it is. Returns whether it is valid.
static int take_time(const struct timespec *wanted, struct timespec *time, unsigned bit,
                     unsigned *which) {
    if (wanted->tv_nsec == UTIME_OMIT)
        return 1;
    *which |= bit;
    if (wanted->tv_nsec == UTIME_NOW)
        clock_read_realtime(time);
    else
        *time = *wanted;
    return time->tv_nsec >= 0 && time->tv_nsec < 1000000000;
}

/// Sets the times of last access and change, null for now, of what `path` leads to or, when that is
/// null, of the open file `start`; `flags` are AT_… flags.
long times_set(int start, const char *path, const struct timespec *times, int flags) {
    static const struct timespec now[2] = {{.tv_nsec = UTIME_NOW}, {.tv_nsec = UTIME_NOW}};
    struct change change = {0};

    if (!times)
        times = now;
    if (!take_time(&times[0], &change.accessed, CHANGE_ACCESSED, &change.which) ||
        !take_time(&times[1], &change.modified, CHANGE_MODIFIED, &change.which))
        change.which = 0;
    else if (!change.which)
        return 0;
    if (path)
        return path_change(start, path, PATH_FLAGS(flags), &change);
    return start == AT_FDCWD ? -EFAULT : descriptor_change(start, &change);
}
