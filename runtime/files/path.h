// From paths to nodes.

#ifndef RUNTIME_FILES_PATH_H
#define RUNTIME_FILES_PATH_H

#include "files/node.h"

/// What the last component of a path is.
enum place_kind { PLACE_NAME, PLACE_ROOT, PLACE_DOT, PLACE_DOT_DOT };

/// Where a path leads: a directory and a name in it, which may be missing.
struct place {
    struct node *directory;
    struct name name;
    enum place_kind kind;
    /// Whether slashes stand after the name.
    unsigned char slash;
};

enum {
    /// A symbolic link at the end is followed.
    PATH_FOLLOW = 1,
    /// The empty path means the start itself, as with AT_EMPTY_PATH.
    PATH_EMPTY = 2,
};

long path_find(int start, const char *path, unsigned flags, struct node **found);
long path_place(int start, const char *path, struct place *place);
long path_create(int start, const char *path, int flags, mode_t mode, struct node **found);
long place_lookup(const struct place *place, struct node **found);
void place_release(struct place *place);
long place_create(int start, const char *path, const struct creation *creation);
long path_change(int start, const char *path, unsigned flags, const struct change *change);
long descriptor_change(int descriptor, const struct change *change);
long path_status(int start, const char *path, int flags, struct stat *status);

/// Returns the flags of a walk for the AT_… flags of a system call that follows unless told
/// otherwise.
#define PATH_FLAGS(flags)                                                                          \
    (((flags) & AT_SYMLINK_NOFOLLOW ? 0 : PATH_FOLLOW) | ((flags) & AT_EMPTY_PATH ? PATH_EMPTY : 0))

#endif
