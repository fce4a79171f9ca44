// Waiting until something happens to a file: the one place in the files where others run.

#include "files/wait.h"

#include <errno.h>

#include "files/file.h"
#include "signals/signals.h"
#include "time/clock.h"

/// Fills `deadline` with the monotonic time that `timeout` from now will be, and returns it.
struct timespec *deadline_after(struct timespec *deadline, const struct timespec *timeout) {
    clock_read_monotonic(deadline);
    if (timeout->tv_sec > 0x7fffffffffffL) {
        deadline->tv_sec = 0x7fffffffffffL;
        return deadline;
    }
    deadline->tv_sec += timeout->tv_sec;
    deadline->tv_nsec += timeout->tv_nsec;
    if (deadline->tv_nsec >= 1000000000) {
        deadline->tv_nsec -= 1000000000;
        deadline->tv_sec++;
    }
    return deadline;
}

/// Lets others run until something may have changed, with `file` (unless null) held meanwhile.
/// Returns 0 when the caller should look again, -ETIMEDOUT after `deadline` (unless null), -EINTR
/// when a signal came.
long file_wait(struct file *file, const struct timespec *deadline) {
    if (signal_pending())
        return -EINTR;
    if (deadline) {
        struct timespec now;

        clock_read_monotonic(&now);
        if (now.tv_sec > deadline->tv_sec ||
            (now.tv_sec == deadline->tv_sec && now.tv_nsec >= deadline->tv_nsec))
            return -ETIMEDOUT;
    }
    if (file)
        file_hold(file);
    idle();
    if (file)
        file_release(file);
    return 0;
}
