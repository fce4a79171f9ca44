// Directories of a folder of the host: finding, making, removing and renaming.

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "files/9p/9p.h"
#include "memory/blocks.h"

/// Finds `name` in a directory.
long share_lookup(struct node *directory, const struct name *name, struct node **found) {
    struct share_node *self = share_node(directory);
    uint64_t number;
    uint32_t fid;
    long problem;

    if (self->removed)
        return -ENOENT;
    if (name->length > NAME_MAX)
        return -ENAMETOOLONG;
    problem = fid_walk(self->share, self->fid, name->text, name->length, &fid, &number);
    if (problem)
        return problem;
    return share_node_get(self->share, fid, number, self, name, found);
}

/// Returns the directory above and writes the name that `directory` has there.
struct node *share_parent(struct node *directory, char *name) {
    struct share_node *self = share_node(directory);

    if (name)
        strcpy(name, self->removed ? "" : self->name);
    return node_hold(self->parent ? &self->parent->node : self->share->above);
}

/// Makes a regular file.
static long create_regular(struct share_node *directory, const struct name *name, mode_t mode) {
    struct share *share = directory->share;
    uint32_t fid;
    long problem = fid_walk(share, directory->fid, NULL, 0, &fid, NULL);

    if (problem)
        return problem;
    message_begin(share, REQUEST_CREATE);
    message_number(share, fid, 4);
    message_text(share, name->text, name->length);
    message_number(share, O_CREAT | O_EXCL | O_RDONLY, 4);
    message_number(share, mode & 07777, 4);
    message_number(share, 0, 4);
    problem = message_send(share);
    fid_forget(share, fid);
    return problem;
}

/// Makes a node and enters it into a directory.
long share_create(struct node *directory, const struct name *name, const struct creation *creation,
                  struct node **created) {
    struct share_node *self = share_node(directory);
    struct share *share = self->share;
    long problem;

    if (self->removed)
        return -ENOENT;
    if (name->length > NAME_MAX || (creation->target && strlen(creation->target) >= PATH_LIMIT))
        return -ENAMETOOLONG;
    if (S_ISREG(creation->mode)) {
        problem = create_regular(self, name, creation->mode);
    } else {
        message_begin(share, S_ISDIR(creation->mode)   ? REQUEST_MAKE_DIRECTORY
                             : S_ISLNK(creation->mode) ? REQUEST_SYMLINK
                                                       : REQUEST_MAKE_NODE);
        message_number(share, self->fid, 4);
        message_text(share, name->text, name->length);
        if (S_ISLNK(creation->mode))
            message_text(share, creation->target, strlen(creation->target));
        else
            message_number(share, creation->mode, 4);
        if (!S_ISLNK(creation->mode) && !S_ISDIR(creation->mode)) {
            message_number(share, major(creation->device), 4);
            message_number(share, minor(creation->device), 4);
        }
        message_number(share, 0, 4);
        problem = message_send(share);
    }
    if (problem || !created)
        return problem;
    problem = share_lookup(directory, name, created);
    if (!problem) {
        (*created)->special = creation->special;
        (*created)->object = creation->object;
    }
    return problem;
}

/// Enters `node` under a further name.
long share_link(struct node *directory, const struct name *name, struct node *node) {
    struct share_node *self = share_node(directory), *linked = share_node(node);
    struct share *share = self->share;

    if (S_ISDIR(node->mode))
        return -EPERM;
    if (linked->share != share)
        return -EXDEV;
    if (self->removed || linked->removed)
        return -ENOENT;
    if (name->length > NAME_MAX)
        return -ENAMETOOLONG;
    message_begin(share, REQUEST_LINK);
    message_number(share, self->fid, 4);
    message_number(share, linked->fid, 4);
    message_text(share, name->text, name->length);
    return message_send(share);
}

/// Remembers what a node is, whose name is about to go, if that is its last.
static long remember(struct share_node *node, struct stat **status) {
    long problem;

    *status = block_allocate_zeroed(sizeof **status);
    if (!*status)
        return -ENOMEM;
    problem = share_status(&node->node, *status);
    if (!problem && !S_ISDIR(node->node.mode) && (*status)->st_nlink > 1) {
        block_free(*status, sizeof **status);
        *status = NULL;
    } else if (problem) {
        block_free(*status, sizeof **status);
    } else {
        (*status)->st_nlink = 0;
    }
    return problem;
}

/// Notes that the name of a node went, or with `problem` that it did not.
static long end_name(struct share_node *node, struct stat *status, long problem) {
    if (problem && status)
        block_free(status, sizeof *status);
    else if (!problem)
        node->removed = status;
    return problem;
}

/// Removes `name`, which is `node`.
long share_remove(struct node *directory, const struct name *name, struct node *node) {
    struct share_node *self = share_node(directory);
    struct share *share = self->share;
    struct stat *status;
    long problem;

    if (node->operations != directory->operations)
        return -EBUSY;
    problem = remember(share_node(node), &status);
    if (problem)
        return problem;
    message_begin(share, REQUEST_UNLINK);
    message_number(share, self->fid, 4);
    message_text(share, name->text, name->length);
    message_number(share, S_ISDIR(node->mode) ? AT_REMOVEDIR : 0, 4);
    return end_name(share_node(node), status, message_send(share));
}

/// Moves a name, over another; the protocol knows no exchange.
long share_rename(struct node *directory, const struct name *name, struct node *node,
                  struct node *new_directory, const struct name *new_name, struct node *replaced,
                  int exchange) {
    struct share_node *from = share_node(directory), *to = share_node(new_directory);
    struct share *share = from->share;
    struct stat *status = NULL;
    long problem = 0;

    if (exchange)
        return -EINVAL;
    if (to->share != share)
        return -EXDEV;
    if (to->removed)
        return -ENOENT;
    if (new_name->length > NAME_MAX)
        return -ENAMETOOLONG;
    if (replaced)
        problem = remember(share_node(replaced), &status);
    if (problem)
        return problem;
    message_begin(share, REQUEST_RENAME);
    message_number(share, from->fid, 4);
    message_text(share, name->text, name->length);
    message_number(share, to->fid, 4);
    message_text(share, new_name->text, new_name->length);
    problem = message_send(share);
    if (replaced)
        end_name(share_node(replaced), status, problem);
    return problem ?: share_node_rename(share_node(node), to, new_name);
}
