#include <fcntl.h>
#include <sys/statfs.h>

#include "files/path.h"
#include "system-calls/system-call.h"

/// Describes the file system that `path` leads to.
SYSTEM_CALL(statfs, long, const char *path, struct statfs *usage) {
    struct node *node;
    long problem = path_find(AT_FDCWD, path, PATH_FOLLOW, &node);

    if (problem)
        return problem;
    node->operations->usage(node, usage);
    node_release(node);
    return 0;
}
