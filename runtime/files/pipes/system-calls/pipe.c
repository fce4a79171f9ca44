#include "files/pipes/pipe.h"
#include "system-calls/system-call.h"

/// Makes a pipe.
SYSTEM_CALL(pipe, long, int descriptors[2]) {
    return pipe_open(descriptors, 0);
}
