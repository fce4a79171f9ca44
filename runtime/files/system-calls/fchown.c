#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/file.h"
#include "files/owner.h"
#include "system-calls/system-call.h"

/// Sets the owner and the group of an open file.
SYSTEM_CALL(fchown, long, int descriptor, uid_t user, gid_t group) {
    struct file *file = file_get(descriptor);

    if (!file || FILE_IS_PATH(file))
        return -EBADF;
    return file->node ? node_set_owner(file->node, user, group) : 0;
}
