// Opening files by path.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "files/descriptors.h"
#include "files/file.h"
#include "files/path.h"

mode_t creation_mask = 022;

/// Checks that a node may be opened as `flags` say.
static long check_type(const struct node *node, int flags) {
    if (flags & O_DIRECTORY && !S_ISDIR(node->mode))
        return -ENOTDIR;
    if (flags & O_PATH)
        return 0;
    if (S_ISLNK(node->mode))
        return -ELOOP;
    if (S_ISDIR(node->mode) && (flags & (O_ACCMODE | O_TRUNC)) != O_RDONLY)
        return -EISDIR;
    return 0;
}

/// Finds, or with O_CREAT makes, the node that is to be opened.
static long find_node(int start, const char *path, int flags, mode_t mode, struct node **found) {
    if (flags & O_CREAT)
        return path_create(start, path, flags, mode & ~creation_mask, found);
    return path_find(start, path, flags & O_NOFOLLOW ? 0 : PATH_FOLLOW, found);
}

/// Opens the file at `path` and returns a descriptor for it.
long file_open(int start, const char *path, int flags, mode_t mode) {
    struct node *node;
    struct file *file;
    long problem;

    if (flags & O_PATH)
        flags = (flags & (O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) | FILE_NO_MODE;
    else
        flags |= O_LARGEFILE;
    if ((flags & (O_CREAT | O_DIRECTORY)) == (O_CREAT | O_DIRECTORY))
        return -EINVAL;
    if ((flags & O_TMPFILE) == O_TMPFILE)
        return flags & O_ACCMODE ? -EOPNOTSUPP : -EINVAL;
    problem = descriptor_find(0);
    if (problem < 0)
        return problem;
    problem = find_node(start, path, flags, mode, &node);
    if (problem)
        return problem;
    problem = check_type(node, flags);
    if (!problem && flags & O_TRUNC && S_ISREG(node->mode))
        problem = node->operations->resize(node, 0);
    if (!problem)
        problem = node_open(node, flags, &file);
    node_release(node);
    return problem ? problem : descriptor_open(file, flags);
}
