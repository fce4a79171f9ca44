#include <errno.h>
#include <fcntl.h>

#include "files/path.h"
#include "system-calls/system-call.h"

/// Gives the file at `path` another size.
SYSTEM_CALL(truncate, long, const char *path, off_t size) {
    struct node *node;
    long problem;

    if (size < 0)
        return -EINVAL;
    problem = path_find(AT_FDCWD, path, PATH_FOLLOW, &node);
    if (problem)
        return problem;
    if (S_ISREG(node->mode))
        problem = node->operations->resize(node, size);
    else
        problem = S_ISDIR(node->mode) ? -EISDIR : -EINVAL;
    node_release(node);
    return problem;
}
