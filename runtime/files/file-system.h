// File systems that the deployment attaches to the tree.

#ifndef RUNTIME_FILES_FILE_SYSTEM_H
#define RUNTIME_FILES_FILE_SYSTEM_H

#include "files/node.h"
#include "registry/registry.h"

/// A kind of file system: REGISTER(file_system, NAME, &record).
struct file_system {
    /// Mounts what `source` names as `name` in the directory `above`; gives the caller a use of the
    /// root.
    long (*mount)(const char *source, struct node *above, const struct name *name,
                  struct node **root);
};

#endif
