#include <errno.h>
#include <fcntl.h>

#include "files/descriptors.h"
#include "system-calls/system-call.h"

/// Makes `wanted` a further name of an open file, closing what it named.
SYSTEM_CALL(dup3, long, int descriptor, int wanted, int flags) {
    struct file *file = file_get(descriptor);

    if (descriptor == wanted || flags & ~O_CLOEXEC)
        return -EINVAL;
    return file ? descriptor_replace(wanted, file_hold(file), flags) : -EBADF;
}
