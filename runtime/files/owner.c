// Owners of files. They are kept, but nothing is refused for their sake: the program is the
// superuser.

#define _GNU_SOURCE
#include "files/owner.h"

#include <fcntl.h>

#include "files/path.h"

/// Sets the owner and the group unless they are -1, and takes away the right to run as them.
long node_set_owner(struct node *node, uid_t user, gid_t group) {
    struct change change = {.user = user, .group = group, .mode = node->mode};

    if (user != (uid_t)-1)
        change.which |= CHANGE_USER;
    if (group != (gid_t)-1)
        change.which |= CHANGE_GROUP;
    if (!S_ISDIR(node->mode)) {
        change.which |= CHANGE_MODE;
        change.mode &= node->mode & S_IXGRP ? ~(S_ISUID | S_ISGID) : ~S_ISUID;
    }
    return node->operations->change(node, &change);
}

/// Sets the owner and the group of what `path` leads to; `flags` are AT_… flags.
long path_set_owner(int start, const char *path, uid_t user, gid_t group, int flags) {
    struct node *node;
    long problem = path_find(start, path, PATH_FLAGS(flags), &node);

    if (problem)
        return problem;
    problem = node_set_owner(node, user, group);
    node_release(node);
    return problem;
}
