#include "files/file.h"
#include "system-calls/system-call.h"

/// Makes the bytes that were written to a file durable.
SYSTEM_CALL(fdatasync, long, int descriptor) {
    return file_synchronise(descriptor);
}
