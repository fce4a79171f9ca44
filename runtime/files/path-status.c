// Describing what paths lead to.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/file.h"
#include "files/path.h"

/// Describes what `path` leads to; `flags` are AT_… flags.
long path_status(int start, const char *path, int flags, struct stat *status) {
    struct node *node;
    long problem;

    if (flags & AT_EMPTY_PATH && !*path && start != AT_FDCWD)
        return file_status(start, status);
    problem = path_find(start, path, PATH_FLAGS(flags), &node);
    if (problem)
        return problem;
    problem = node->operations->status(node, status);
    node_release(node);
    return problem;
}
