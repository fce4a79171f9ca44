// memfd_create: files in memory without a name.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "files/memory/memory-files.h"
#include "system-calls/system-call.h"

/// The longest name that one may be given for others to read.
#define NAME_LENGTH 249

/// Makes a regular file that no path leads to, and opens it.
SYSTEM_CALL(memfd_create, long, const char *name, unsigned flags) {
    struct creation creation = {.mode = S_IFREG | 0777};
    struct node *node;
    struct file *file;
    long problem;

    if (flags & ~(MFD_CLOEXEC | MFD_ALLOW_SEALING) || strlen(name) > NAME_LENGTH)
        return -EINVAL;
    node = memory_create_nameless(&creation);
    if (!node)
        return -ENOMEM;
    problem = node_open(node, O_RDWR | O_LARGEFILE, &file);
    node_release(node);
    return problem ? problem : descriptor_open(file, flags & MFD_CLOEXEC ? O_CLOEXEC : 0);
}
