// The table of descriptors: looking up and closing. What makes it grow stands in
// descriptor-allocate.c, so that a program that opens nothing keeps the three descriptors it starts
// with.

#include "files/descriptors.h"

#include <errno.h>

static struct file *first_descriptors[3] = {&console_file, &console_file, &console_file};

struct descriptor_table descriptor_table = {
    .files = first_descriptors,
    .size = sizeof(first_descriptors) / sizeof(first_descriptors[0]),
    .lowest_free = 0,
};

/// Returns the place in the table of `descriptor`, or null when the table does not reach that far.
struct file **descriptor_slot(int descriptor) {
    if ((unsigned)descriptor >= descriptor_table.size)
        return NULL;
    return &descriptor_table.files[descriptor];
}

/// Returns the open file that `descriptor` names, or null.
struct file *file_get(int descriptor) {
    struct file **slot = descriptor_slot(descriptor);

    return slot ? *slot : NULL;
}

/// Drops one use of `file` and ends it with the last.
void file_release(struct file *file) {
    if (--file->references == 0 && file->operations->release)
        file->operations->release(file);
}

/// Frees `descriptor` and drops its file.
long file_close(int descriptor) {
    struct file **slot = descriptor_slot(descriptor);
    struct file *file;

    if (!slot || !*slot)
        return -EBADF;
    file = *slot;
    *slot = NULL;
    if (descriptor < descriptor_table.lowest_free)
        descriptor_table.lowest_free = descriptor;
    file_release(file);
    return 0;
}
