#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>

#include "files/descriptors.h"
#include "system-calls/system-call.h"

/// Controls what lies behind a descriptor; the requests that concern every file are answered here.
SYSTEM_CALL(ioctl, long, int descriptor, unsigned request, unsigned long argument) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    switch (request) {
    case FIOCLEX:
    case FIONCLEX:
        return descriptor_set_flags(descriptor, request == FIOCLEX);
    case FIONBIO:
        if (*(int *)argument)
            file->flags |= O_NONBLOCK;
        else
            file->flags &= ~O_NONBLOCK;
        return 0;
    }
    if (!file->operations->control)
        return -ENOTTY;
    return file->operations->control(file, request, argument);
}
