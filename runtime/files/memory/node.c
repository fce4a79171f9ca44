// The life and the attributes of nodes in memory.

#include <errno.h>
#include <string.h>
#include <sys/statfs.h>

#include "files/bytes.h"
#include "files/memory/memory-files.h"
#include "memory/blocks.h"
#include "memory/pages.h"
#include "time/clock.h"

static struct memory_node root = {
    .node = {.operations = &memory_node_operations, .references = 1, .mode = S_IFDIR | 0755},
    .number = 1,
    .links = 2,
    .directory.parent = &root,
};
static ino_t last_number = 1;

/// Returns the root of the file system, with its times set.
struct node *memory_root(void) {
    clock_read_realtime(&root.changed);
    root.accessed = root.modified = root.changed;
    return &root.node;
}

/// Notes that the contents of `node` change now.
void memory_touch(struct memory_node *node) {
    clock_read_realtime(&node->changed);
    node->modified = node->changed;
}

/// Makes a node without a name, in `directory` as far as that matters, or returns null.
static struct memory_node *make_node(struct memory_node *directory,
                                     const struct creation *creation) {
    struct memory_node *node = block_allocate_zeroed(sizeof(*node));

    if (!node)
        return NULL;
    node->node.operations = &memory_node_operations;
    node->node.references = 1;
    node->node.mode = creation->mode;
    node->node.special = creation->special;
    node->node.object = creation->object;
    node->device = creation->device;
    node->number = ++last_number;
    node->links = 1;
    memory_touch(node);
    node->accessed = node->changed;
    if (directory->node.mode & S_ISGID) {
        node->group = directory->group;
        if (S_ISDIR(creation->mode))
            node->node.mode |= S_ISGID;
    }
    return node;
}

/// Makes a node that has no name, or returns null; the caller gets a use of it.
struct node *memory_create_nameless(const struct creation *creation) {
    struct memory_node *node = make_node(&root, creation);

    if (!node)
        return NULL;
    node->links = 0;
    return &node->node;
}

/// Makes a node and enters it into a directory.
long memory_create(struct node *directory, const struct name *name, const struct creation *creation,
                   struct node **created) {
    struct memory_node *parent = memory_node(directory);
    struct memory_node *node;
    struct entry *entry;
    long problem;

    if (parent->links == 0)
        return -ENOENT;
    node = make_node(parent, creation);
    if (!node)
        return -ENOSPC;
    if (creation->target) {
        size_t size = strlen(creation->target) + 1;

        node->link.target = block_allocate(size);
        if (!node->link.target) {
            node_release(&node->node);
            return -ENOSPC;
        }
        bytes_copy(node->link.target, creation->target, size);
    }
    problem = entry_insert(parent, name, &node->node, &entry);
    if (!problem && S_ISDIR(creation->mode)) {
        node->links = 2;
        node->directory.self = entry;
        node->directory.parent = memory_node(node_hold(directory));
        parent->links++;
    }
    if (!problem && created)
        *created = node_hold(&node->node);
    node_release(&node->node);
    return problem;
}

/// Gives a node of the deployment its bytes, which stay where they are, and its time.
void memory_node_deploy(struct node *node, const void *bytes, size_t size, time_t modified) {
    struct memory_node *file = memory_node(node);

    file->modified = (struct timespec){.tv_sec = modified};
    if (S_ISREG(node->mode)) {
        file->regular.size = size;
        file->regular.content.initial = bytes;
        file->regular.content.initial_size = size;
    }
}

/// Frees a node that has neither names nor users.
static void memory_destroy(struct node *node) {
    struct memory_node *dying = memory_node(node);

    if (S_ISREG(node->mode))
        content_free(&dying->regular.content);
    else if (S_ISDIR(node->mode) && dying->directory.parent)
        node_release(&dying->directory.parent->node);
    else if (S_ISLNK(node->mode) && dying->link.target)
        block_free(dying->link.target, strlen(dying->link.target) + 1);
    block_free(dying, sizeof(*dying));
}

/// Returns the text of a symbolic link.
static const char *memory_target(struct node *link) {
    return memory_node(link)->link.target;
}

/// Describes a node.
static long memory_status(struct node *node, struct stat *status) {
    const struct memory_node *file = memory_node(node);

    *status = (struct stat){
        .st_dev = 1,
        .st_ino = file->number,
        .st_nlink = file->links,
        .st_mode = node->mode,
        .st_uid = file->user,
        .st_gid = file->group,
        .st_rdev = file->device,
        .st_blksize = PAGE_SIZE,
        .st_atim = file->accessed,
        .st_mtim = file->modified,
        .st_ctim = file->changed,
    };
    if (S_ISREG(node->mode)) {
        const struct content *content = &file->regular.content;

        status->st_size = file->regular.size;
        status->st_blocks = (content->pages + (content->initial_size + PAGE_SIZE - 1) / PAGE_SIZE) *
                            (PAGE_SIZE / 512);
    } else if (S_ISLNK(node->mode)) {
        status->st_size = strlen(file->link.target);
    }
    return 0;
}

/// Sets attributes of a node.
static long memory_change(struct node *node, const struct change *change) {
    struct memory_node *file = memory_node(node);

    if (change->which & CHANGE_MODE)
        node->mode = (node->mode & S_IFMT) | (change->mode & 07777);
    if (change->which & CHANGE_USER)
        file->user = change->user;
    if (change->which & CHANGE_GROUP)
        file->group = change->group;
    if (change->which & CHANGE_ACCESSED)
        file->accessed = change->accessed;
    if (change->which & CHANGE_MODIFIED)
        file->modified = change->modified;
    clock_read_realtime(&file->changed);
    return 0;
}

/// Gives a file that is being opened its operations.
static long memory_open(struct node *node, struct file *file) {
    if (S_ISREG(node->mode))
        file->operations = &memory_regular_operations;
    else if (S_ISDIR(node->mode))
        file->operations = &memory_directory_operations;
    else
        return node->special ? node->special(node, file) : -ENXIO;
    return 0;
}

/// Describes the file system.
static void memory_usage(struct node *node, struct statfs *usage) {
    *usage = (struct statfs){
        .f_type = 0x01021994,
        .f_bsize = PAGE_SIZE,
        .f_frsize = PAGE_SIZE,
        .f_blocks = pages_total(),
        .f_bfree = pages_left(),
        .f_bavail = pages_left(),
        .f_files = pages_total(),
        .f_ffree = pages_left(),
        .f_namelen = 255,
        .f_flags = 0x420, // valid, no access times
    };
}

const struct node_operations memory_node_operations = {
    .lookup = memory_lookup,
    .parent = memory_parent,
    .create = memory_create,
    .link = memory_link,
    .remove = memory_remove,
    .rename = memory_rename,
    .target = memory_target,
    .status = memory_status,
    .change = memory_change,
    .resize = memory_resize,
    .reserve = memory_reserve,
    .open = memory_open,
    .usage = memory_usage,
    .destroy = memory_destroy,
};
