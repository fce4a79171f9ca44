// Priorities of reading and writing, and the right to the machine's ports.

#include <errno.h>

#include "process/process.h"
#include "process/threads.h"
#include "system-calls/system-call.h"

// Whose priority is meant, and the classes of priorities.
enum { WHO_PROCESS = 1, WHO_GROUP, WHO_USER };
enum { CLASS_NONE, CLASS_REAL_TIME, CLASS_BEST_EFFORT, CLASS_IDLE };
#define CLASS_SHIFT 13
#define LEVELS 8

/// The number of the machine's ports.
#define PORTS 65536

static int priority;

/// Returns 0 if `who` names what there is here.
static long check(int which, int who) {
    if (which < WHO_PROCESS || which > WHO_USER)
        return -EINVAL;
    return who && which != WHO_USER && who != PROCESS_ID && who != thread_id ? -ESRCH : 0;
}

/// Tells the priority of reading and writing; there is one program, which has all there is.
SYSTEM_CALL(ioprio_get, long, int which, int who) {
    long problem = check(which, who);

    return problem ? problem : priority;
}

/// Sets the priority of reading and writing.
SYSTEM_CALL(ioprio_set, long, int which, int who, int wanted) {
    int class = wanted >> CLASS_SHIFT, level = wanted & ((1 << CLASS_SHIFT) - 1);
    long problem;

    if (class < CLASS_NONE || class > CLASS_IDLE || (class == CLASS_NONE && level) ||
        ((class == CLASS_REAL_TIME || class == CLASS_BEST_EFFORT) && level >= LEVELS))
        return -EINVAL;
    problem = check(which, who);
    if (!problem)
        priority = wanted;
    return problem;
}

/// Gives the program the right to ports, which it always has.
SYSTEM_CALL(iopl, long, unsigned level) {
    return level > 3 ? -EINVAL : 0;
}

/// Gives the program the right to some ports, which it always has.
SYSTEM_CALL(ioperm, long, unsigned long from, unsigned long count, int on) {
    return from + count <= from || from + count > PORTS ? -EINVAL : 0;
}
