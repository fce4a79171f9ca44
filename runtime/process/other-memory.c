// The memory of processes, of which there is one.

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/uio.h>

#include "process/process.h"
#include "system-calls/system-call.h"

/// Copies between two vectors until one of them ends; returns how much.
static long copy(const struct iovec *to, unsigned long to_count, const struct iovec *from,
                 unsigned long from_count) {
    size_t to_done = 0, from_done = 0;
    long total = 0;

    while (to_count && from_count) {
        size_t room = to->iov_len - to_done, left = from->iov_len - from_done;
        size_t part = room < left ? room : left;

        memmove((char *)to->iov_base + to_done, (const char *)from->iov_base + from_done, part);
        to_done += part;
        from_done += part;
        total += part;
        if (to_done == to->iov_len) {
            to++, to_count--;
            to_done = 0;
        }
        if (from_count && from_done == from->iov_len) {
            from++, from_count--;
            from_done = 0;
        }
    }
    return total;
}

/// Checks what both calls take.
static long check(int process, unsigned long count, unsigned long other_count,
                  unsigned long flags) {
    if (flags || count > IOV_MAX || other_count > IOV_MAX)
        return -EINVAL;
    return process == PROCESS_ID ? 0 : -ESRCH;
}

/// Reads the memory of a process.
SYSTEM_CALL(process_vm_readv, long, int process, const struct iovec *local, unsigned long count,
            const struct iovec *remote, unsigned long remote_count, unsigned long flags) {
    long problem = check(process, count, remote_count, flags);

    return problem ? problem : copy(local, count, remote, remote_count);
}

/// Writes the memory of a process.
SYSTEM_CALL(process_vm_writev, long, int process, const struct iovec *local, unsigned long count,
            const struct iovec *remote, unsigned long remote_count, unsigned long flags) {
    long problem = check(process, count, remote_count, flags);

    return problem ? problem : copy(remote, remote_count, local, count);
}
