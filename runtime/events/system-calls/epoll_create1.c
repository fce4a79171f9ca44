#define _GNU_SOURCE
#include <errno.h>

#include "events/epoll.h"
#include "system-calls/system-call.h"

/// Makes an epoll descriptor.
SYSTEM_CALL(epoll_create1, long, int flags) {
    return flags & ~EPOLL_CLOEXEC ? -EINVAL : epoll_open(flags);
}
