#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/descriptors.h"
#include "files/record-lock.h"
#include "files/watch.h"
#include "system-calls/system-call.h"

/// The flags that F_SETFL changes.
#define SETTABLE (O_APPEND | O_NONBLOCK | O_DIRECT | O_NOATIME | O_ASYNC)

/// Makes a further name of `file` from the descriptor `lowest` on.
static long duplicate(struct file *file, unsigned long lowest, int flags) {
    long descriptor;

    if (lowest >= descriptor_limit)
        return -EINVAL;
    descriptor = descriptor_allocate(file_hold(file), flags, lowest);
    if (descriptor < 0)
        file_release(file);
    return descriptor;
}

/// Asks a pipe for its size, or to have another one.
static long pipe_size(struct file *file, int command, unsigned long argument) {
    long result =
        file->operations->control ? file->operations->control(file, command, argument) : -ENOTTY;

    return result == -ENOTTY ? -EBADF : result;
}

/// Controls a descriptor or the open file that it names.
SYSTEM_CALL(fcntl, long, int descriptor, int command, unsigned long argument) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    switch (command) {
    case F_DUPFD:
        return duplicate(file, argument, 0);
    case F_DUPFD_CLOEXEC:
        return duplicate(file, argument, O_CLOEXEC);
    case F_GETFD:
        return descriptor_table.flags ? descriptor_table.flags[descriptor] : 0;
    case F_SETFD:
        return descriptor_set_flags(descriptor, argument & FD_CLOEXEC);
    case F_GETFL:
        if (file_forget && file->flags & FILE_IS_WATCHED)
            return file->flags & ~FILE_IS_WATCHED;
        return FILE_IS_PATH(file) ? file->flags & ~FILE_NO_MODE : file->flags;
    }
    if (FILE_IS_PATH(file))
        return -EBADF;
    switch (command) {
    case F_SETFL:
        file->flags = (file->flags & ~SETTABLE) | (argument & SETTABLE);
        return 0;
    case F_GETOWN:
    case F_GETSIG:
        return 0;
    case F_GETOWN_EX:
        // Nobody can be set, so that nobody is.
        *(struct f_owner_ex *)argument = (struct f_owner_ex){0};
        return 0;
    case F_GETLEASE:
        return F_UNLCK;
    case F_GETLK:
    case F_SETLK:
    case F_SETLKW:
        return record_lock(file, command, (struct flock *)argument);
    case F_GETPIPE_SZ:
    case F_SETPIPE_SZ:
        return pipe_size(file, command, argument);
    }
    return -EINVAL;
}
