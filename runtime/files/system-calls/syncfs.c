#include <errno.h>

#include "files/file.h"
#include "process/process.h"
#include "system-calls/system-call.h"

/// Makes everything that was written to a file's file system durable.
SYSTEM_CALL(syncfs, long, int descriptor) {
    if (!file_get(descriptor))
        return -EBADF;
    if (files_synchronise)
        files_synchronise();
    return 0;
}
