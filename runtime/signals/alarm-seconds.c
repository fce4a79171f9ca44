// alarm, for programs that make the system call themselves: musl's function uses setitimer.

#include <sys/time.h>

#include "signals/state.h"
#include "system-calls/system-call.h"

/// Has SIGALRM come after some seconds, or not at all; returns how many were left, rounded as Linux
/// does.
SYSTEM_CALL(alarm, long, unsigned seconds) {
    struct itimerval new = {.it_value.tv_sec = seconds}, old;

    alarm_set(&new, &old);
    if ((!old.it_value.tv_sec && old.it_value.tv_usec) || old.it_value.tv_usec >= 500000)
        old.it_value.tv_sec++;
    return old.it_value.tv_sec;
}
