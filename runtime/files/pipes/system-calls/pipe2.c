#include "files/pipes/pipe.h"
#include "system-calls/system-call.h"

/// Makes a pipe whose ends have `flags`.
SYSTEM_CALL(pipe2, long, int descriptors[2], int flags) {
    return pipe_open(descriptors, flags);
}
