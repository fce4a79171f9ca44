// Making open files.

#include "files/file.h"
#include "files/watch.h"
#include "memory/blocks.h"

unsigned char watch_happened;
void (*file_forget)(struct file *file);

/// Returns a new open file with one use, or null.
struct file *file_create(const struct file_operations *operations, unsigned flags) {
    struct file *file = block_allocate_zeroed(sizeof(*file));

    if (file) {
        file->operations = operations;
        file->references = 1;
        file->flags = flags;
    }
    return file;
}

/// Gives back the memory of an open file.
void file_free(struct file *file) {
    if (file_forget && file->flags & FILE_IS_WATCHED)
        file_forget(file);
    block_free(file, sizeof(*file));
}
