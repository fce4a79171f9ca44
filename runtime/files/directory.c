#include "files/directory.h"

#include <dirent.h>
#include <string.h>

#include "files/bytes.h"

/// Appends the record of an entry; `next` is the position after it. Returns whether there was room.
int directory_write(struct directory_writer *writer, ino_t number, off_t next, mode_t mode,
                    const char *name, size_t length) {
    size_t size = (offsetof(struct dirent, d_name) + length + 1 + 7) & -(size_t)8;
    struct dirent *record = (struct dirent *)(writer->buffer + writer->used);

    if (size > writer->size - writer->used)
        return 0;
    record->d_ino = number;
    record->d_off = next;
    record->d_reclen = size;
    record->d_type = (mode >> 12) & 15;
    bytes_copy(record->d_name, name, length);
    memset(record->d_name + length, 0, size - offsetof(struct dirent, d_name) - length);
    writer->used += size;
    return 1;
}
