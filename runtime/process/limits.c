// What the process may use.

#include <errno.h>
#include <sys/resource.h>

#include "boot/boot.h"
#include "files/descriptors.h"
#include "process/process.h"
#include "system-calls/system-call.h"

/// The limits that the program has set; the others are as limit_read makes them.
static struct rlimit limits[RLIM_NLIMITS];
static unsigned limits_set;

/// Reads a limit.
static struct rlimit limit_read(int resource) {
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};

    if (limits_set & 1U << resource)
        limit = limits[resource];
    else if (resource == RLIMIT_STACK)
        limit.rlim_cur = main_stack_size();
    else if (resource == RLIMIT_CORE)
        limit.rlim_cur = 0;
    else if (resource == RLIMIT_NOFILE)
        limit = (struct rlimit){descriptor_limit, DESCRIPTOR_LIMIT_HARD};
    return limit;
}

/// Sets a limit. Only that on descriptors has an effect.
static long limit_set(int resource, const struct rlimit *limit) {
    if (limit->rlim_cur > limit->rlim_max)
        return -EINVAL;
    if (resource == RLIMIT_NOFILE) {
        if (limit->rlim_max > DESCRIPTOR_LIMIT_HARD)
            return -EPERM;
        descriptor_limit = limit->rlim_cur;
    }
    limits[resource] = *limit;
    limits_set |= 1U << resource;
    return 0;
}

/// Tells and sets a limit of a process.
SYSTEM_CALL(prlimit64, long, int process, int resource, const struct rlimit *new,
            struct rlimit *old) {
    struct rlimit before;
    long result = 0;

    if ((unsigned)resource >= RLIM_NLIMITS)
        return -EINVAL;
    if (process && process != PROCESS_ID)
        return -ESRCH;
    before = limit_read(resource);
    if (new)
        result = limit_set(resource, new);
    if (old && !result)
        *old = before;
    return result;
}

/// Tells a limit.
SYSTEM_CALL(getrlimit, long, int resource, struct rlimit *limit) {
    if ((unsigned)resource >= RLIM_NLIMITS)
        return -EINVAL;
    *limit = limit_read(resource);
    return 0;
}

/// Sets a limit.
SYSTEM_CALL(setrlimit, long, int resource, const struct rlimit *limit) {
    return (unsigned)resource >= RLIM_NLIMITS ? -EINVAL : limit_set(resource, limit);
}
