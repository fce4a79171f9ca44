#include <errno.h>

#include "files/descriptors.h"
#include "system-calls/system-call.h"

/// Makes `wanted` a further name of an open file, closing what it named.
SYSTEM_CALL(dup2, long, int descriptor, int wanted) {
    struct file *file = file_get(descriptor);

    if (file && descriptor == wanted)
        return wanted;
    return file ? descriptor_replace(wanted, file_hold(file), 0) : -EBADF;
}
