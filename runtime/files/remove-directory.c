#include <errno.h>

#include "files/path.h"
#include "files/remove.h"

/// Removes the directory at `place`.
static long remove_at(const struct place *place) {
    static const signed char refusals[] = {
        [PLACE_ROOT] = -EBUSY, [PLACE_DOT] = -EINVAL, [PLACE_DOT_DOT] = -ENOTEMPTY};
    struct node *directory = place->directory, *node;
    long problem;

    if (place->kind != PLACE_NAME)
        return refusals[place->kind];
    problem = place_lookup(place, &node);
    if (problem)
        return problem;
    if (!S_ISDIR(node->mode))
        problem = -ENOTDIR;
    else if (node->operations != directory->operations)
        problem = -EBUSY;
    else
        problem = directory->operations->remove(directory, &place->name, node);
    node_release(node);
    return problem;
}

/// Removes an empty directory.
long directory_remove(int start, const char *path) {
    struct place place;
    long problem = path_place(start, path, &place);

    if (problem)
        return problem;
    problem = remove_at(&place);
    place_release(&place);
    return problem;
}
