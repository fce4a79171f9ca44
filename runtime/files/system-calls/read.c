#include "files/file.h"
#include "system-calls/system-call.h"

/// Reads up to `count` bytes at the file's position.
SYSTEM_CALL(read, long, int descriptor, void *bytes, size_t count) {
    struct iovec vector = {bytes, count};

    return file_read(descriptor, &vector, 1);
}
