#include <errno.h>
#include <sys/statfs.h>

#include "files/file.h"
#include "files/node.h"
#include "system-calls/system-call.h"

/// Describes the file system of an open file.
SYSTEM_CALL(fstatfs, long, int descriptor, struct statfs *usage) {
    struct file *file = file_get(descriptor);

    if (!file)
        return -EBADF;
    if (file->node)
        file->node->operations->usage(file->node, usage);
    else
        *usage = (struct statfs){.f_type = 0x50495045, .f_bsize = 4096, .f_namelen = 255};
    return 0;
}
