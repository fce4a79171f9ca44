#include <errno.h>

#include "files/copy.h"
#include "system-calls/system-call.h"

/// Copies from one open file to another, from `*offset` or from the position of the file.
SYSTEM_CALL(sendfile, long, int to, int from, off_t *offset, size_t count) {
    return file_send(to, from, offset, count);
}
