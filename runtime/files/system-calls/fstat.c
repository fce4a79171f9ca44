#include "files/file.h"
#include "system-calls/system-call.h"

/// Describes an open file.
SYSTEM_CALL(fstat, long, int descriptor, struct stat *status) {
    return file_status(descriptor, status);
}
