#define _GNU_SOURCE
#include <errno.h>

#include "events/epoll.h"
#include "system-calls/system-call.h"

/// Makes an epoll descriptor.
SYSTEM_CALL(epoll_create, long, int size) {
    return size > 0 ? epoll_open(0) : -EINVAL;
}
