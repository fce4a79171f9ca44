#include <errno.h>
#include <fcntl.h>

#include "files/descriptors.h"

/// Makes `descriptor` a name of `file`, whose use it takes over in any case, closing what it named.
long descriptor_replace(int descriptor, struct file *file, int flags) {
    struct descriptor_table *table = &descriptor_table;
    struct file *old;

    if ((unsigned)descriptor >= descriptor_limit) {
        file_release(file);
        return -EBADF;
    }
    if (((unsigned)descriptor >= table->size || !table->flags) &&
        descriptor_table_grow(descriptor + 1) < 0) {
        file_release(file);
        return -ENOMEM;
    }
    old = table->files[descriptor];
    table->files[descriptor] = file;
    table->flags[descriptor] = (flags & O_CLOEXEC) != 0;
    if (old)
        file_release(old);
    return descriptor;
}
