#include <errno.h>

#include "files/times.h"

/// Sets the times of a file, given with microseconds or null for now.
long times_set_microseconds(int start, const char *path, const struct timeval *times) {
    struct timespec precise[2];

    if (!times)
        return times_set(start, path, NULL, 0);
    for (int i = 0; i < 2; i++) {
        if (times[i].tv_usec < 0 || times[i].tv_usec >= 1000000)
            return -EINVAL;
        precise[i].tv_sec = times[i].tv_sec;
        precise[i].tv_nsec = times[i].tv_usec * 1000;
    }
    return times_set(start, path, precise, 0);
}
