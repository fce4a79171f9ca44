// adjtimex: how the time of day is steered.

#include <errno.h>
#include <string.h>
#include <sys/timex.h>

#include "system-calls/system-call.h"
#include "time/clock.h"

/// How fast the clock of an unsteered Linux runs: a tick in microseconds, and what `maxerror` says
/// when nobody knows.
#define TICK 10000
#define ERROR_UNKNOWN 16000000

/// What may be asked for: to step the clock, and to tell what it is.
#define STEP (ADJ_SETOFFSET | ADJ_NANO | ADJ_MICRO)

/// Tells the state of the clock and steps it if that is asked for; it cannot be made to run faster
/// or slower.
static long adjust(struct timex *state) {
    unsigned modes = state->modes;
    uint64_t now;

    if (modes == ADJ_OFFSET_SS_READ)
        modes = 0;
    if (modes & ~(unsigned)STEP)
        return -EPERM;
    if (modes & ADJ_SETOFFSET) {
        long part = state->time.tv_usec;
        long most = modes & ADJ_NANO ? (long)NANOSECONDS : 1000000;

        if (part < 0 || part >= most)
            return -EINVAL;
        clock_realtime_set(clock_realtime() + state->time.tv_sec * (long)NANOSECONDS +
                           (modes & ADJ_NANO ? part : part * 1000));
    }
    now = clock_realtime();
    memset(state, 0, sizeof *state);
    state->modes = modes;
    state->status = STA_UNSYNC;
    state->maxerror = state->esterror = ERROR_UNKNOWN;
    state->constant = 2;
    state->precision = 1;
    state->tolerance = 32768000;
    state->tick = TICK;
    state->time.tv_sec = now / NANOSECONDS;
    state->time.tv_usec = now % NANOSECONDS / 1000;
    return TIME_ERROR;
}

/// Tells how the time of day is steered, and steps it.
SYSTEM_CALL(adjtimex, long, struct timex *state) {
    return adjust(state);
}

/// Tells how a clock is steered, and steps it.
SYSTEM_CALL(clock_adjtime, long, clockid_t clock, struct timex *state) {
    if (clock != CLOCK_REALTIME)
        return clock > CLOCK_TAI ? -EINVAL : -EOPNOTSUPP;
    return adjust(state);
}
