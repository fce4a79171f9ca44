#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// How a file is to be opened, which musl's headers do not have.
struct open_how {
    uint64_t flags, mode, resolve;
};

/// The flags that there are.
#define KNOWN_FLAGS                                                                                \
    (O_ACCMODE | O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_APPEND | O_NONBLOCK | O_SYNC |          \
     O_ASYNC | O_DIRECT | O_LARGEFILE | O_DIRECTORY | O_NOFOLLOW | O_NOATIME | O_CLOEXEC |         \
     O_PATH | O_TMPFILE)

/// The one restriction that always holds: there are no links but symbolic ones.
#define RESOLVE_NO_MAGICLINKS 2

/// Opens the file at `path` from the directory `start`. Other restrictions of how the path leads
/// there are refused rather than not kept.
SYSTEM_CALL(openat2, long, int start, const char *path, const struct open_how *how, size_t size) {
    const char *rest = (const char *)(how + 1);

    if (size < sizeof *how)
        return -EINVAL;
    for (size_t i = 0; i < size - sizeof *how; i++)
        if (rest[i])
            return -E2BIG;
    if (how->flags & ~(uint64_t)KNOWN_FLAGS || how->resolve & ~(uint64_t)RESOLVE_NO_MAGICLINKS ||
        how->mode & ~07777ul)
        return -EINVAL;
    if (how->mode && !(how->flags & O_CREAT))
        return -EINVAL;
    if (how->flags & O_PATH &&
        how->flags & ~(uint64_t)(O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
        return -EINVAL;
    return file_open(start, path, how->flags, how->mode);
}
