#include <errno.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// Makes the lowest free descriptor a further name of an open file.
SYSTEM_CALL(dup, long, int descriptor) {
    struct file *file = file_get(descriptor);

    return file ? descriptor_open(file_hold(file), 0) : -EBADF;
}
