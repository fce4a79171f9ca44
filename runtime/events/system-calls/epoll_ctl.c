#define _GNU_SOURCE
#include "events/epoll.h"
#include "system-calls/system-call.h"

/// Adds, changes or removes an interest.
SYSTEM_CALL(epoll_ctl, long, int descriptor, int operation, int target, struct epoll_event *event) {
    return epoll_change(descriptor, operation, target, event);
}
