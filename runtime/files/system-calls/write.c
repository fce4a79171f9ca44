#include "files/file.h"
#include "system-calls/system-call.h"

/// Writes `count` bytes at the file's position.
SYSTEM_CALL(write, long, int descriptor, const void *bytes, size_t count) {
    struct iovec vector = {(void *)bytes, count};

    return file_write(descriptor, &vector, 1);
}
