// Nodes: the files, directories and links of a file system, as the path walk and the system calls
// see them.
//
// A file system gives its nodes a table of operations. Foreign file systems are attached by putting
// the node of their root into a directory; rename and link refuse to cross from one table to
// another.

#ifndef RUNTIME_FILES_NODE_H
#define RUNTIME_FILES_NODE_H

#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

struct file;
struct node;
struct statfs;

/// A component of a path, not terminated.
struct name {
    const char *text;
    size_t length;
};

/// What a new node is to be.
struct creation {
    /// Its type and permissions.
    mode_t mode;
    /// The device that a device node names.
    dev_t device;
    /// The text of a symbolic link, otherwise null.
    const char *target;
    /// How a FIFO, socket or device is opened: `node.special`.
    long (*special)(struct node *node, struct file *file);
    /// `node.object`.
    const void *object;
};

/// Which attributes `change` sets.
enum {
    CHANGE_MODE = 1,
    CHANGE_USER = 2,
    CHANGE_GROUP = 4,
    CHANGE_ACCESSED = 8,
    CHANGE_MODIFIED = 16
};

/// New attributes of a node.
struct change {
    unsigned which;
    mode_t mode;
    uid_t user;
    gid_t group;
    struct timespec accessed, modified;
};

/// What a file system does. Functions that return a node give the caller a use of it. A slot may be
/// empty where the file system has no nodes of that type. As in file.h, what most need comes first.
struct node_operations {
    /// Finds `name`, which is neither "." nor "..", in a directory. It is this that refuses names
    /// that are too long.
    long (*lookup)(struct node *directory, const struct name *name, struct node **found);
    /// Gives `file` its operations.
    long (*open)(struct node *node, struct file *file);
    /// Returns the directory that holds `directory` (itself for the root), and writes the name it
    /// has there, terminated, unless `name` is null. The name is empty when the directory was
    /// removed.
    struct node *(*parent)(struct node *directory, char *name);
    /// Makes a node and enters it as `name`, which is not there; `created` may be null.
    long (*create)(struct node *directory, const struct name *name, const struct creation *creation,
                   struct node **created);
    /// Enters `node`, unless it is a directory, under a further name, which is not there.
    long (*link)(struct node *directory, const struct name *name, struct node *node);
    /// Removes `name`, which is `node`; a directory must be empty.
    long (*remove)(struct node *directory, const struct name *name, struct node *node);
    /// Moves `name`, which is `node`, to `new_name`, which is `replaced` or not there; with
    /// `exchange` the two change places. The caller has checked types and that no directory moves
    /// into itself.
    long (*rename)(struct node *directory, const struct name *name, struct node *node,
                   struct node *new_directory, const struct name *new_name, struct node *replaced,
                   int exchange);
    /// Returns the text of a symbolic link, which lasts as long as the node.
    const char *(*target)(struct node *link);
    /// Describes a node.
    long (*status)(struct node *node, struct stat *status);
    /// Sets attributes; times are filled in.
    long (*change)(struct node *node, const struct change *change);
    /// Gives a regular file another size.
    long (*resize)(struct node *node, off_t size);
    /// Does `fallocate` on a regular file, with checked arguments.
    long (*reserve)(struct node *node, int mode, off_t offset, off_t length);
    /// Describes the file system.
    void (*usage)(struct node *node, struct statfs *usage);
    /// Forgets a node that nobody uses any more.
    void (*destroy)(struct node *node);
};

/// The part of a node that all file systems share; theirs begins with it.
struct node {
    const struct node_operations *operations;
    /// How many names, open files and walks use it.
    unsigned references;
    /// Its type and permissions.
    mode_t mode;
    /// Opens a FIFO, socket or device; null when nothing is behind it.
    long (*special)(struct node *node, struct file *file);
    /// What `special` keeps here.
    const void *object;
};

/// The text that a path may have, with its end.
#define PATH_LIMIT 4096

/// Keeps `node` alive until a matching `node_release`.
static inline struct node *node_hold(struct node *node) {
    node->references++;
    return node;
}

void node_release(struct node *node);
long node_open(struct node *node, int flags, struct file **opened);
long node_file_status(struct file *file, struct stat *status);
void node_file_release(struct file *file);

struct node *tree_root(void);
struct node *tree_current(void);
void tree_set_current(struct node *directory);

#endif
