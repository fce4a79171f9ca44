#include "files/positional.h"
#include "system-calls/system-call.h"

/// Writes `count` bytes at `offset`; the file's position stays.
SYSTEM_CALL(pwrite64, long, int descriptor, const void *bytes, size_t count, off_t offset) {
    struct iovec vector = {(void *)bytes, count};

    return file_write_positional(descriptor, &vector, 1, offset);
}
