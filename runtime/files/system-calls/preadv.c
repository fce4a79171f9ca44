#include "files/positional.h"
#include "system-calls/system-call.h"

/// Reads into the pieces of `vector` at `offset`; the file's position stays.
SYSTEM_CALL(preadv, long, int descriptor, const struct iovec *vector, int count, off_t offset) {
    return file_read_positional(descriptor, vector, count, offset);
}
