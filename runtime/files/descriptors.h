// The table of descriptors, for the files that make it grow and for `fcntl`.

#ifndef RUNTIME_FILES_DESCRIPTORS_H
#define RUNTIME_FILES_DESCRIPTORS_H

#include "files/file.h"

/// The open files by descriptor.
struct descriptor_table {
    /// The file of each descriptor; null when it is closed.
    struct file **files;
    /// How many descriptors the table has room for.
    unsigned size;
    /// No descriptor below this one is free.
    int lowest_free;
    /// FD_CLOEXEC by descriptor; null while the table has its first size.
    unsigned char *flags;
};

extern struct descriptor_table descriptor_table;

/// The soft limit RLIMIT_NOFILE: descriptors are below it.
extern unsigned descriptor_limit;

/// The hard limit of RLIMIT_NOFILE.
#define DESCRIPTOR_LIMIT_HARD 1048576

long descriptor_table_grow(unsigned size);
long descriptor_find(int lowest);
long descriptor_replace(int descriptor, struct file *file, int flags);
long descriptor_set_flags(int descriptor, int close_on_exec);

#endif
