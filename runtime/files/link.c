// Hard links.

#define _GNU_SOURCE
#include "files/link.h"

#include <errno.h>

#include <fcntl.h>

#include "files/path.h"

/// Enters `node` at `place`, where nothing may be.
static long link_at(const struct place *place, struct node *node) {
    struct node *directory = place->directory, *found;
    long problem = place_lookup(place, &found);

    if (!problem) {
        node_release(found);
        return -EEXIST;
    }
    if (problem != -ENOENT || place->slash)
        return problem;
    if (node->operations != directory->operations)
        return -EXDEV;
    return directory->operations->link(directory, &place->name, node);
}

/// Gives what stands at `path` the further name `new_path`; `flags` are AT_… flags.
long path_link(int start, const char *path, int new_start, const char *new_path, int flags) {
    struct place place;
    struct node *node;
    long problem = path_find(start, path,
                             (flags & AT_SYMLINK_FOLLOW ? PATH_FOLLOW : 0) |
                                 (flags & AT_EMPTY_PATH ? PATH_EMPTY : 0),
                             &node);

    if (problem)
        return problem;
    problem = path_place(new_start, new_path, &place);
    if (!problem) {
        problem = link_at(&place, node);
        place_release(&place);
    }
    node_release(node);
    return problem;
}
