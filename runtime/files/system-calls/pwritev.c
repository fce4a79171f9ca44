#include "files/positional.h"
#include "system-calls/system-call.h"

/// Writes the pieces of `vector` at `offset`; the file's position stays.
SYSTEM_CALL(pwritev, long, int descriptor, const struct iovec *vector, int count, off_t offset) {
    return file_write_positional(descriptor, vector, count, offset);
}
