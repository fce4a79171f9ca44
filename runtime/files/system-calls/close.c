#include "files/file.h"
#include "system-calls/system-call.h"

/// Frees a descriptor.
SYSTEM_CALL(close, long, int descriptor) {
    return file_close(descriptor);
}
