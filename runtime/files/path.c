// The walk along paths. Symbolic links are walked from the directory that holds them, by recursion,
// so that their text is used where it stands; `links` counts them all along a walk.

#define _GNU_SOURCE
#include "files/path.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "files/file.h"

/// The most symbolic links in one links, as on Linux.
enum { LINK_LIMIT = 40 };

static long find_from(struct node *directory, const char *path, unsigned flags, unsigned *links,
                      struct node **found);

/// Drops one use of `node` and destroys it with the last.
void node_release(struct node *node) {
    if (--node->references == 0)
        node->operations->destroy(node);
}

/// Drops what a place holds.
void place_release(struct place *place) {
    node_release(place->directory);
}

/// Finds the node at `place`.
long place_lookup(const struct place *place, struct node **found) {
    struct node *directory = place->directory;

    switch (place->kind) {
    case PLACE_NAME:
        return directory->operations->lookup(directory, &place->name, found);
    case PLACE_DOT_DOT:
        *found = directory->operations->parent(directory, NULL);
        return 0;
    default:
        *found = node_hold(directory);
        return 0;
    }
}

/// Cuts the next component off `path`: fills the name and kind of `place` and returns what follows
/// it.
static const char *next_component(const char *path, struct place *place) {
    const char *end;

    while (*path == '/')
        path++;
    end = strchrnul(path, '/');
    place->name.text = path;
    place->name.length = end - path;
    place->slash = *end == '/';
    place->kind = end == path                         ? PLACE_ROOT
                  : path[0] != '.'                    ? PLACE_NAME
                  : end == path + 1                   ? PLACE_DOT
                  : path[1] == '.' && end == path + 2 ? PLACE_DOT_DOT
                                                      : PLACE_NAME;
    while (*end == '/')
        end++;
    return end;
}

/// Replaces the symbolic link `*node`, which stands in `directory`, by what it leads to.
static long follow(struct node *directory, struct node **node, unsigned *links) {
    struct node *link = *node;
    long problem = -ELOOP;

    if (++*links <= LINK_LIMIT)
        problem = find_from(directory, link->operations->target(link), PATH_FOLLOW, links, node);
    node_release(link);
    return problem;
}

/// Walks to the last component of `path` from `directory`.
static long walk_to_last(struct node *directory, const char *path, unsigned *links,
                         struct place *place) {
    place->directory = node_hold(*path == '/' ? tree_root() : directory);
    for (;;) {
        struct node *next;
        long problem;

        path = next_component(path, place);
        if (!*path)
            return 0;
        problem = place_lookup(place, &next);
        if (!problem && S_ISLNK(next->mode))
            problem = follow(place->directory, &next, links);
        if (!problem && !S_ISDIR(next->mode)) {
            node_release(next);
            problem = -ENOTDIR;
        }
        place_release(place);
        if (problem)
            return problem;
        place->directory = next;
    }
}

/// Finds the node that `path` leads to from `directory`.
static long find_from(struct node *directory, const char *path, unsigned flags, unsigned *links,
                      struct node **found) {
    struct place place;
    long problem = walk_to_last(directory, path, links, &place);

    if (problem)
        return problem;
    problem = place_lookup(&place, found);
    if (!problem && S_ISLNK((*found)->mode) && (flags & PATH_FOLLOW || place.slash))
        problem = follow(place.directory, found, links);
    if (!problem && place.slash && !S_ISDIR((*found)->mode)) {
        node_release(*found);
        problem = -ENOTDIR;
    }
    place_release(&place);
    return problem;
}

/// Finds the directory where the walk along `path` starts, which is not held.
static long find_start(int start, const char *path, struct node **directory) {
    struct file *file;

    if (strnlen(path, PATH_LIMIT) == PATH_LIMIT)
        return -ENAMETOOLONG;
    if (!*path)
        return -ENOENT;
    *directory = NULL;
    if (*path == '/')
        return 0;
    if (start == AT_FDCWD) {
        *directory = tree_current();
        return 0;
    }
    file = file_get(start);
    if (!file)
        return -EBADF;
    if (!file->node || !S_ISDIR(file->node->mode))
        return -ENOTDIR;
    *directory = file->node;
    return 0;
}

/// Finds the node that the empty path means: what `start` names itself.
static long find_itself(int start, struct node **found) {
    struct file *file;

    if (start == AT_FDCWD) {
        *found = node_hold(tree_current());
        return 0;
    }
    file = file_get(start);
    if (!file)
        return -EBADF;
    if (!file->node)
        return -EINVAL;
    *found = node_hold(file->node);
    return 0;
}

/// Finds the node that `path` leads to from the directory `start`, a descriptor or AT_FDCWD.
long path_find(int start, const char *path, unsigned flags, struct node **found) {
    unsigned links = 0;
    struct node *directory;
    long problem;

    if (flags & PATH_EMPTY && !*path)
        return find_itself(start, found);
    problem = find_start(start, path, &directory);
    return problem ? problem : find_from(directory, path, flags, &links, found);
}

/// Finds the directory and the name at the end of `path`, as calls need them that make or remove
/// names.
long path_place(int start, const char *path, struct place *place) {
    unsigned links = 0;
    struct node *directory;
    long problem = find_start(start, path, &directory);

    return problem ? problem : walk_to_last(directory, path, &links, place);
}

/// Finds or creates the regular file that `path` leads to from `directory`.
static long create_from(struct node *directory, const char *path, int flags, mode_t mode,
                        unsigned *links, struct node **found) {
    struct creation creation = {.mode = S_IFREG | (mode & 07777)};
    struct node *link;
    struct place place;
    long problem = walk_to_last(directory, path, links, &place);

    if (problem)
        return problem;
    if (place.slash && place.kind == PLACE_NAME)
        problem = -EISDIR;
    else
        problem = place_lookup(&place, found);
    if (problem == -ENOENT) {
        directory = place.directory;
        problem = directory->operations->create(directory, &place.name, &creation, found);
    } else if (!problem && flags & O_EXCL) {
        node_release(*found);
        problem = -EEXIST;
    } else if (!problem && S_ISLNK((*found)->mode) && !(flags & O_NOFOLLOW)) {
        link = *found;
        problem = -ELOOP;
        if (++*links <= LINK_LIMIT)
            problem = create_from(place.directory, link->operations->target(link), flags, mode,
                                  links, found);
        node_release(link);
    } else if (!problem && S_ISDIR((*found)->mode)) {
        node_release(*found);
        problem = -EISDIR;
    }
    place_release(&place);
    return problem;
}

/// Finds the regular file that `path` leads to, creating it with `mode` when it is missing; `flags`
/// are those of `open`.
long path_create(int start, const char *path, int flags, mode_t mode, struct node **found) {
    unsigned links = 0;
    struct node *directory;
    long problem = find_start(start, path, &directory);

    return problem ? problem : create_from(directory, path, flags, mode, &links, found);
}
