// Waiting until something happens to a file: the one place in the files where others run.

#include "files/wait.h"

#include <errno.h>

#include "files/file.h"
#include "signals/signals.h"
#include "time/clock.h"

/// Lets others run until something may have changed, with `file` (unless null) held meanwhile.
/// Returns 0 when the caller should look again, -ETIMEDOUT after `deadline` (unless 0), -EINTR
/// when a signal came.
long file_wait(struct file *file, uint64_t deadline) {
    if (signal_pending())
        return -EINTR;
    if (deadline && clock_monotonic() >= deadline)
        return -ETIMEDOUT;
    if (file)
        file_hold(file);
    idle_until(deadline);
    if (file)
        file_release(file);
    return 0;
}
