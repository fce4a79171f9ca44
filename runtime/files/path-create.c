// Making nodes that are no regular files: directories, links, FIFOs.

#include <errno.h>

#include "files/path.h"

/// Makes a node at `path`, where nothing may be.
long place_create(int start, const char *path, const struct creation *creation) {
    struct node *directory, *found;
    struct place place;
    long problem = path_place(start, path, &place);

    if (problem)
        return problem;
    directory = place.directory;
    problem = place_lookup(&place, &found);
    if (!problem) {
        node_release(found);
        problem = -EEXIST;
    } else if (problem == -ENOENT && (!place.slash || S_ISDIR(creation->mode))) {
        problem = directory->operations->create(directory, &place.name, creation, NULL);
    }
    place_release(&place);
    return problem;
}
