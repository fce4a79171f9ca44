// Renaming, in the order of checks that Linux has.

#include "files/rename.h"

#include <errno.h>

#include "files/path.h"

/// What a rename is about.
struct renaming {
    struct place from, to;
    /// The node that gets another name, and the one that has the name now or null.
    struct node *node, *replaced;
    unsigned flags;
};

/// Returns whether `node` is `directory` or lies above it.
static int is_above(const struct node *node, struct node *directory) {
    int above = 0;

    node_hold(directory);
    while (!above) {
        struct node *parent = directory->operations->parent(directory, NULL);

        above = directory == node;
        node_release(directory);
        if (parent == directory) {
            node_release(parent);
            return above;
        }
        directory = parent;
    }
    node_release(directory);
    return above;
}

/// Returns whether the types and places of the two nodes forbid the rename.
static long check_nodes(const struct renaming *renaming) {
    const struct node *node = renaming->node, *replaced = renaming->replaced;
    int exchange = renaming->flags & RENAME_SWAP;

    if (!S_ISDIR(node->mode) && (renaming->from.slash || (!exchange && renaming->to.slash)))
        return -ENOTDIR;
    if (exchange && renaming->to.slash && !S_ISDIR(replaced->mode))
        return -ENOTDIR;
    if (S_ISDIR(node->mode) && is_above(node, renaming->to.directory))
        return -EINVAL;
    if (replaced && S_ISDIR(replaced->mode) && is_above(replaced, renaming->from.directory))
        return exchange ? -EINVAL : -ENOTEMPTY;
    if (!replaced || exchange || node == replaced)
        return 0;
    if (S_ISDIR(node->mode) && !S_ISDIR(replaced->mode))
        return -ENOTDIR;
    return !S_ISDIR(node->mode) && S_ISDIR(replaced->mode) ? -EISDIR : 0;
}

/// Renames one found node, over another or in exchange for it.
static long rename_nodes(struct renaming *renaming) {
    struct node *node = renaming->node, *replaced = renaming->replaced;
    struct node *directory = renaming->from.directory;
    long problem;

    if (replaced && renaming->flags & RENAME_KEEP)
        return -EEXIST;
    if (!replaced && renaming->flags & RENAME_SWAP)
        return -ENOENT;
    problem = check_nodes(renaming);
    if (problem || node == replaced)
        return problem;
    if (node->operations != directory->operations ||
        (replaced && replaced->operations != directory->operations))
        return -EBUSY;
    return directory->operations->rename(directory, &renaming->from.name, node,
                                         renaming->to.directory, &renaming->to.name, replaced,
                                         renaming->flags & RENAME_SWAP);
}

/// Renames between two places.
static long rename_places(struct renaming *renaming) {
    long problem;

    if (renaming->from.directory->operations != renaming->to.directory->operations)
        return -EXDEV;
    if (renaming->from.kind != PLACE_NAME)
        return -EBUSY;
    if (renaming->to.kind != PLACE_NAME)
        return renaming->flags & RENAME_KEEP ? -EEXIST : -EBUSY;
    problem = place_lookup(&renaming->from, &renaming->node);
    if (problem)
        return problem;
    problem = place_lookup(&renaming->to, &renaming->replaced);
    if (problem == -ENOENT) {
        renaming->replaced = NULL;
        problem = 0;
    }
    if (!problem) {
        problem = rename_nodes(renaming);
        if (renaming->replaced)
            node_release(renaming->replaced);
    }
    node_release(renaming->node);
    return problem;
}

/// Gives what stands at `path` the name `new_path`.
long path_rename(int start, const char *path, int new_start, const char *new_path, unsigned flags) {
    struct renaming renaming = {.flags = flags};
    long problem = path_place(start, path, &renaming.from);

    if (problem)
        return problem;
    problem = path_place(new_start, new_path, &renaming.to);
    if (!problem) {
        problem = rename_places(&renaming);
        place_release(&renaming.to);
    }
    place_release(&renaming.from);
    return problem;
}
