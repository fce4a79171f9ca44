#include <errno.h>

#include "files/path.h"
#include "files/remove.h"

/// Removes the name at `place`.
static long remove_at(const struct place *place) {
    struct node *directory = place->directory, *node;
    long problem;

    if (place->kind != PLACE_NAME)
        return -EISDIR;
    problem = place_lookup(place, &node);
    if (problem)
        return problem;
    if (S_ISDIR(node->mode))
        problem = -EISDIR;
    else if (place->slash)
        problem = -ENOTDIR;
    else
        problem = directory->operations->remove(directory, &place->name, node);
    node_release(node);
    return problem;
}

/// Removes a name of a file that is no directory.
long name_remove(int start, const char *path) {
    struct place place;
    long problem = path_place(start, path, &place);

    if (problem)
        return problem;
    problem = remove_at(&place);
    place_release(&place);
    return problem;
}
