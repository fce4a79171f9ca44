#include "files/select.h"

#include <errno.h>
#include <string.h>

#include "files/descriptors.h"
#include "files/poll.h"
#include "files/wait.h"
#include "time/clock.h"
#include "time/poller.h"

enum { WORD_BITS = 64, SET_WORDS = 1024 / WORD_BITS };

/// The events that make a descriptor ready in the readable, the writable and the exceptional set.
static const unsigned short events_of_set[3] = {
    POLLIN | POLLRDNORM | POLLRDBAND | POLLHUP | POLLERR,
    POLLOUT | POLLWRNORM | POLLWRBAND | POLLERR,
    POLLPRI,
};

/// Looks which of the descriptors in `asked` are ready, enters them into `ready`, and returns how
/// many they are, or -EBADF.
static long look(int count, unsigned long *const asked[3], unsigned long ready[3][SET_WORDS]) {
    long found = 0;

    memset(ready, 0, 3 * sizeof(ready[0]));
    for (int descriptor = 0; descriptor < count; descriptor++) {
        int word = descriptor / WORD_BITS;
        unsigned long bit = 1UL << descriptor % WORD_BITS;
        unsigned long any = 0;
        struct file *file;
        unsigned events;

        for (int set = 0; set < 3; set++)
            any |= asked[set] ? asked[set][word] & bit : 0;
        if (!any)
            continue;
        file = file_get(descriptor);
        if (!file)
            return -EBADF;
        events = poll_file(file);
        for (int set = 0; set < 3; set++) {
            if (asked[set] && asked[set][word] & bit && events & events_of_set[set]) {
                ready[set][word] |= bit;
                found++;
            }
        }
    }
    return found;
}

/// Waits until one of the descriptors below `count` in the sets is ready, at most for `timeout`
/// unless it is null, and leaves in the sets those that are.
long select_descriptors(int count, unsigned long *readable, unsigned long *writable,
                        unsigned long *exceptional, const struct timespec *timeout) {
    unsigned long *const asked[3] = {readable, writable, exceptional};
    unsigned long ready[3][SET_WORDS];
    uint64_t deadline = timeout ? clock_deadline(timeout) : 0;
    unsigned work = 0;
    long found, problem = 0;

    if (count < 0)
        return -EINVAL;
    pollers_run(&work);
    if (count > SET_WORDS * WORD_BITS)
        count = SET_WORDS * WORD_BITS;
    while (!(found = look(count, asked, ready)) && !problem)
        problem = file_wait(NULL, deadline);
    if (found < 0)
        return found;
    if (problem && problem != -ETIMEDOUT)
        return problem;
    for (int set = 0; set < 3; set++)
        if (asked[set])
            memcpy(asked[set], ready[set], (count + WORD_BITS - 1) / WORD_BITS * sizeof(long));
    return found;
}
