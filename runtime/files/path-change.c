// Changing the attributes of files.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/file.h"
#include "files/path.h"

/// Changes attributes of what `path` leads to; to change none is an error.
long path_change(int start, const char *path, unsigned flags, const struct change *change) {
    struct node *node;
    long problem = path_find(start, path, flags, &node);

    if (problem)
        return problem;
    problem = change->which ? node->operations->change(node, change) : -EINVAL;
    node_release(node);
    return problem;
}

/// Changes attributes of an open file; to change none is an error. What has no node, a pipe or the
/// console, has none that last.
long descriptor_change(int descriptor, const struct change *change) {
    struct file *file = file_get(descriptor);

    if (!file || FILE_IS_PATH(file))
        return -EBADF;
    if (!change->which)
        return -EINVAL;
    return file->node ? file->node->operations->change(file->node, change) : 0;
}
