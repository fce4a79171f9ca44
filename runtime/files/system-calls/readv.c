#include "files/file.h"
#include "system-calls/system-call.h"

/// Reads into the pieces of `vector` one after another.
SYSTEM_CALL(readv, long, int descriptor, const struct iovec *vector, int count) {
    return file_read(descriptor, vector, count);
}
