// Making the table of descriptors grow and finding a free place in it.

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "files/descriptors.h"
#include "memory/blocks.h"

unsigned descriptor_limit = 1024;

/// Makes room for `size` descriptors at least.
long descriptor_table_grow(unsigned size) {
    struct descriptor_table *table = &descriptor_table;
    unsigned room = table->size < 32 ? 32 : table->size;
    struct file **files;
    unsigned char *flags;

    while (room < size)
        room *= 2;
    // Two blocks: in one, the flags would stand somewhere behind the pointers.
    files = block_allocate_zeroed(room * sizeof(*files));
    flags = block_allocate_zeroed(room);
    if (!files || !flags) {
        if (files)
            block_free(files, room * sizeof(*files));
        return -ENOMEM;
    }
    memcpy(files, table->files, table->size * sizeof(*files));
    if (table->flags) {
        memcpy(flags, table->flags, table->size);
        block_free(table->files, table->size * sizeof(*files));
        block_free(table->flags, table->size);
    }
    table->files = files;
    table->flags = flags;
    table->size = room;
    return 0;
}

/// Returns the lowest free descriptor from `lowest` on, for which the table has room then.
long descriptor_find(int lowest) {
    struct descriptor_table *table = &descriptor_table;
    int first = lowest > table->lowest_free ? lowest : table->lowest_free;
    unsigned descriptor = first;

    while (descriptor < table->size && table->files[descriptor])
        descriptor++;
    if (first == table->lowest_free)
        table->lowest_free = descriptor;
    if (descriptor >= descriptor_limit)
        return -EMFILE;
    if ((descriptor >= table->size || !table->flags) && descriptor_table_grow(descriptor + 1) < 0)
        return -ENOMEM;
    return descriptor;
}

/// Gives `file` the lowest free descriptor from `lowest` on, close-on-exec when `flags` has
/// O_CLOEXEC. The descriptor takes over the caller's use of the file; on failure the caller keeps
/// it.
long descriptor_allocate(struct file *file, int flags, int lowest) {
    long descriptor = descriptor_find(lowest);

    if (descriptor >= 0) {
        descriptor_table.files[descriptor] = file;
        descriptor_table.flags[descriptor] = (flags & O_CLOEXEC) != 0;
    }
    return descriptor;
}

/// Gives `file` the lowest free descriptor, or drops it when there is none.
long descriptor_open(struct file *file, int flags) {
    long descriptor = descriptor_allocate(file, flags, 0);

    if (descriptor < 0)
        file_release(file);
    return descriptor;
}

/// Sets whether `descriptor`, which is open, is close-on-exec.
long descriptor_set_flags(int descriptor, int close_on_exec) {
    if (!descriptor_table.flags && descriptor_table_grow(descriptor + 1) < 0)
        return -ENOMEM;
    descriptor_table.flags[descriptor] = close_on_exec;
    return 0;
}
