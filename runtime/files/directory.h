// The records of `getdents64`, for file systems.

#ifndef RUNTIME_FILES_DIRECTORY_H
#define RUNTIME_FILES_DIRECTORY_H

#include <stddef.h>
#include <sys/types.h>

/// A buffer that is being filled with records.
struct directory_writer {
    char *buffer;
    size_t size, used;
};

int directory_write(struct directory_writer *writer, ino_t number, off_t next, mode_t mode,
                    const char *name, size_t length);

#endif
