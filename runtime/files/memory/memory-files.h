// The in-memory file system.

#ifndef RUNTIME_FILES_MEMORY_MEMORY_FILES_H
#define RUNTIME_FILES_MEMORY_MEMORY_FILES_H

#include "files/file.h"
#include "files/memory/content.h"
#include "files/node.h"

struct entry;

/// A node in memory.
struct memory_node {
    struct node node;
    ino_t number;
    nlink_t links;
    uid_t user;
    gid_t group;
    dev_t device;
    struct timespec accessed, modified, changed;
    // No union: an analysis that does not know of what kind a node is would take for each other
    // what nodes of different kinds keep in one place.
    /// A directory's own.
    struct {
        /// The directory above, held; the root's is itself.
        struct memory_node *parent;
        /// The entry in `parent`; null for the root and when removed.
        struct entry *self;
        /// The tree of entries, ordered by hash.
        struct entry *entries;
    } directory;
    /// A regular file's own.
    struct {
        off_t size;
        struct content content;
    } regular;
    /// A symbolic link's own.
    struct {
        char *target;
    } link;
};

/// A name in a directory.
struct entry {
    struct entry *left, *right;
    struct node *node;
    unsigned long hash;
    unsigned char length;
    /// The name, terminated.
    char text[];
};

extern const struct node_operations memory_node_operations;
extern const struct file_operations memory_directory_operations;
extern const struct file_operations memory_regular_operations;

/// Returns the memory node that begins with `node`.
static inline struct memory_node *memory_node(struct node *node) {
    return (struct memory_node *)node;
}

struct node *memory_root(void);
struct node *memory_create_nameless(const struct creation *creation);
void memory_node_deploy(struct node *node, const void *bytes, size_t size, time_t modified);
void memory_touch(struct memory_node *node);
void memory_unlinked(struct memory_node *node);

struct entry **entry_find(struct memory_node *directory, const struct name *name);
struct entry *entry_from(struct memory_node *directory, unsigned long hash);
long entry_insert(struct memory_node *directory, const struct name *name, struct node *node,
                  struct entry **inserted);
void entry_remove(struct entry **place);

long memory_lookup(struct node *directory, const struct name *name, struct node **found);
struct node *memory_parent(struct node *directory, char *name);
long memory_create(struct node *directory, const struct name *name, const struct creation *creation,
                   struct node **created);
long memory_link(struct node *directory, const struct name *name, struct node *node);
long memory_remove(struct node *directory, const struct name *name, struct node *node);
long memory_rename(struct node *directory, const struct name *name, struct node *node,
                   struct node *new_directory, const struct name *new_name, struct node *replaced,
                   int exchange);
long memory_resize(struct node *node, off_t size);
long memory_reserve(struct node *node, int mode, off_t offset, off_t length);

#endif
