#include <errno.h>

#include "files/rename.h"
#include "system-calls/system-call.h"

/// Gives a file another name; RENAME_NOREPLACE and RENAME_EXCHANGE say what happens to a file of
/// that name.
SYSTEM_CALL(renameat2, long, int start, const char *path, int new_start, const char *new_path,
            unsigned flags) {
    if (flags & ~(RENAME_KEEP | RENAME_SWAP) || flags == (RENAME_KEEP | RENAME_SWAP))
        return -EINVAL;
    return path_rename(start, path, new_start, new_path, flags);
}
