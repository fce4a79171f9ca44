#include "files/positional.h"
#include "system-calls/system-call.h"

/// Reads up to `count` bytes at `offset`; the file's position stays.
SYSTEM_CALL(pread64, long, int descriptor, void *bytes, size_t count, off_t offset) {
    struct iovec vector = {bytes, count};

    return file_read_positional(descriptor, &vector, 1, offset);
}
