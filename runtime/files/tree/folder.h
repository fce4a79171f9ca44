// Folders that are no part of the in-memory file system but are in the tree from the start. A
// folder registers itself, REGISTER(folder, NAME, &record).

#ifndef RUNTIME_FILES_TREE_FOLDER_H
#define RUNTIME_FILES_TREE_FOLDER_H

#include "files/node.h"
#include "registry/registry.h"

/// A symbolic link that comes with a folder.
struct folder_link {
    const char *path, *target;
};

/// A folder with nodes of its own kind.
struct folder {
    /// Its absolute path.
    const char *path;
    /// Its node, which stays.
    struct node *node;
    /// Where it learns which directory is above it.
    struct node **above;
    const struct folder_link *links;
    unsigned link_count;
};

#endif
