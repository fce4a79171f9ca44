#include "files/file.h"
#include "system-calls/system-call.h"

/// Writes the pieces of `vector` one after another.
SYSTEM_CALL(writev, long, int descriptor, const struct iovec *vector, int count) {
    return file_write(descriptor, vector, count);
}
