// Directories in memory: what their nodes and their open files do.

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "files/directory.h"
#include "files/memory/memory-files.h"

/// Finds `name` in a directory.
long memory_lookup(struct node *directory, const struct name *name, struct node **found) {
    struct entry **place;

    if (memory_node(directory)->links == 0)
        return -ENOENT;
    if (name->length > NAME_MAX)
        return -ENAMETOOLONG;
    place = entry_find(memory_node(directory), name);
    if (!place)
        return -ENOENT;
    *found = node_hold((*place)->node);
    return 0;
}

/// Returns the directory above and writes the name that `directory` has there.
struct node *memory_parent(struct node *directory, char *name) {
    struct memory_node *node = memory_node(directory);

    if (name)
        strcpy(name, node->directory.self ? node->directory.self->text : "");
    return node_hold(&node->directory.parent->node);
}

/// Enters `node` under a further name.
long memory_link(struct node *directory, const struct name *name, struct node *node) {
    struct memory_node *file = memory_node(node);
    long problem;

    if (memory_node(directory)->links == 0)
        return -ENOENT;
    if (S_ISDIR(node->mode))
        return -EPERM;
    if (file->links == 0)
        return -ENOENT;
    problem = entry_insert(memory_node(directory), name, node, NULL);
    if (!problem) {
        file->links++;
        file->changed = memory_node(directory)->changed;
    }
    return problem;
}

/// Notes that `node` has lost a name in `directory`, and drops the use that the name had.
static void unlinked(struct memory_node *directory, struct memory_node *node) {
    node->changed = directory->changed;
    node->links--;
    if (S_ISDIR(node->node.mode)) {
        node->links = 0;
        node->directory.self = NULL;
        directory->links--;
    }
    node_release(&node->node);
}

/// Removes `name`, which is `node`.
long memory_remove(struct node *directory, const struct name *name, struct node *node) {
    struct memory_node *parent = memory_node(directory);

    if (S_ISDIR(node->mode) && memory_node(node)->directory.entries)
        return -ENOTEMPTY;
    entry_remove(entry_find(parent, name));
    memory_touch(parent);
    unlinked(parent, memory_node(node));
    return 0;
}

/// Notes that `node` is now what `entry` in `directory` names.
static void settle(struct memory_node *directory, struct entry *entry, struct memory_node *node) {
    struct memory_node *old;

    entry->node = &node->node;
    node->changed = directory->changed;
    if (!S_ISDIR(node->node.mode))
        return;
    old = node->directory.parent;
    old->links--;
    directory->links++;
    node_hold(&directory->node);
    node->directory.self = entry;
    node->directory.parent = directory;
    node_release(&old->node);
}

/// Moves a name, over another or in exchange for it.
long memory_rename(struct node *directory, const struct name *name, struct node *node,
                   struct node *new_directory, const struct name *new_name, struct node *replaced,
                   int exchange) {
    struct memory_node *from = memory_node(directory), *to = memory_node(new_directory);
    struct entry **place, *target;
    long problem;

    if (to->links == 0)
        return -ENOENT;
    if (replaced && !exchange && S_ISDIR(replaced->mode) &&
        memory_node(replaced)->directory.entries)
        return -ENOTEMPTY;
    if (replaced) {
        target = *entry_find(to, new_name);
    } else {
        problem = entry_insert(to, new_name, node, &target);
        if (problem)
            return problem;
        node->references--;
    }
    memory_touch(from);
    memory_touch(to);
    place = entry_find(from, name);
    if (exchange)
        settle(from, *place, memory_node(replaced));
    else
        entry_remove(place);
    settle(to, target, memory_node(node));
    if (replaced && !exchange)
        unlinked(to, memory_node(replaced));
    return 0;
}

/// Refuses to read a directory as bytes.
static long directory_read(struct file *file, const struct iovec *vector, int count,
                           off_t *position) {
    return -EISDIR;
}

/// Moves in the stream of entries, to a place that it has given out.
static long directory_seek(struct file *file, off_t offset, int origin) {
    if (origin == SEEK_CUR)
        offset += file->position;
    else if (origin != SEEK_SET)
        return -EINVAL;
    if (offset < 0)
        return -EINVAL;
    return file->position = offset;
}

/// Fills `buffer` with the entries from the file's position on.
static long directory_entries(struct file *file, void *buffer, size_t size) {
    struct memory_node *directory = memory_node(file->node);
    struct directory_writer writer = {buffer, size, 0};

    if (directory->links == 0)
        return -ENOENT;
    if (file->position == 0 && directory_write(&writer, directory->number, 1, S_IFDIR, ".", 1))
        file->position = 1;
    if (file->position == 1 &&
        directory_write(&writer, directory->directory.parent->number, 2, S_IFDIR, "..", 2))
        file->position = 2;
    while (file->position >= 2) {
        struct entry *entry = entry_from(directory, file->position);
        struct stat status;

        if (!entry)
            return writer.used;
        entry->node->operations->status(entry->node, &status);
        if (!directory_write(&writer, status.st_ino, entry->hash + 1, status.st_mode, entry->text,
                             entry->length))
            break;
        file->position = entry->hash + 1;
    }
    return writer.used ? writer.used : -EINVAL;
}

/// Has nothing to do: memory is as durable as it gets.
static long directory_synchronise(struct file *file) {
    return 0;
}

const struct file_operations memory_directory_operations = {
    .read = directory_read,
    .seek = directory_seek,
    .status = node_file_status,
    .entries = directory_entries,
    .synchronise = directory_synchronise,
    .release = node_file_release,
};
