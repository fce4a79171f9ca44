#include <errno.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// Makes everything that was written to a file's file system durable.
SYSTEM_CALL(syncfs, long, int descriptor) {
    return file_get(descriptor) ? 0 : -EBADF;
}
