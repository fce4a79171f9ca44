#include <errno.h>

#include "files/file.h"
#include "files/node.h"
#include "system-calls/system-call.h"

/// Makes an open directory the working directory.
SYSTEM_CALL(fchdir, long, int descriptor) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    if (!file->node || !S_ISDIR(file->node->mode))
        return -ENOTDIR;
    tree_set_current(node_hold(file->node));
    return 0;
}
