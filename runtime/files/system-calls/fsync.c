#include "files/file.h"
#include "system-calls/system-call.h"

/// Makes what was written to a file durable.
SYSTEM_CALL(fsync, long, int descriptor) {
    return file_synchronise(descriptor);
}
