#include <errno.h>
#include <fcntl.h>

#include "files/path.h"
#include "system-calls/system-call.h"

/// Makes what `path` leads to the working directory.
SYSTEM_CALL(chdir, long, const char *path) {
    struct node *node;
    long problem = path_find(AT_FDCWD, path, PATH_FOLLOW, &node);

    if (problem)
        return problem;
    if (!S_ISDIR(node->mode)) {
        node_release(node);
        return -ENOTDIR;
    }
    tree_set_current(node);
    return 0;
}
