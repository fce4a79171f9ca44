// Asking for access. The program is the superuser: all that can be refused is to execute what is
// not executable for anyone.

#define _GNU_SOURCE
#include "files/access.h"

#include <errno.h>
#include <unistd.h>

#include <fcntl.h>

#include "files/path.h"

/// Returns 0 when the file at `path` may be used as `mode` asks.
long path_access(int start, const char *path, int mode, int flags) {
    struct node *node;
    long problem;

    if (mode & ~(R_OK | W_OK | X_OK))
        return -EINVAL;
    problem = path_find(start, path, PATH_FLAGS(flags), &node);
    if (problem)
        return problem;
    if (mode & X_OK && !S_ISDIR(node->mode) && !(node->mode & 0111))
        problem = -EACCES;
    node_release(node);
    return problem;
}
